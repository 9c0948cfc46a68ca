/** What the method reads: the figures one area and its city bring for one month. */

export const indicatorIds = ['H1', 'H2', 'H3', 'H4', 'V1', 'V2', 'V3', 'V4', 'C1', 'C2', 'C3', 'C4'] as const;
export type IndicatorId = (typeof indicatorIds)[number];

/** Incidents and tension, unmet protection needs, lack of coping capacity. */
export type Dimension = 'H' | 'V' | 'C';

/** Events in the window: their number and the sum of their severity weights. Events of weight 0 are in neither. */
export interface EventCell {
  readonly w: number;
  readonly n: number;
}

/** `x` of `n` have the trait that counts as worse. */
export interface ShareCell {
  readonly x: number;
  readonly n: number;
}

/** Fewer persons than may be told apart live here: the agency sent no number, and the city's share stands in. */
export interface PooledCell {
  readonly x: null;
  readonly n: null;
  readonly pooled: true;
}

export interface ValueCell {
  readonly value: number;
}

export type Cell = EventCell | ShareCell | PooledCell | ValueCell;

/** null, or nothing at all, is a figure that should have come and did not. It is never read as 0. */
type Reported<C extends Cell> = C | null | undefined;

/** The figures of a place. The city's own are sums that include every area. */
export interface Cells {
  readonly H1?: Reported<EventCell>;
  readonly H2?: Reported<EventCell>;
  readonly H3?: Reported<EventCell>;
  readonly H4?: Reported<ShareCell>;
  readonly V1?: Reported<ShareCell | PooledCell>;
  readonly V2?: Reported<ShareCell | PooledCell>;
  readonly V3?: Reported<ShareCell | PooledCell>;
  readonly V4?: Reported<ShareCell | PooledCell>;
  readonly C1?: Reported<ShareCell | PooledCell>;
  readonly C2?: Reported<ShareCell>;
  readonly C3?: Reported<ValueCell>;
  readonly C4?: Reported<ShareCell>;
}

/** A place in one month. */
export interface PlaceMonth {
  /** Residents at the end of the month. */
  readonly population: number;
  readonly cells: Cells;
}

export interface AreaMonth extends PlaceMonth {
  /** The month, as 2024-10. */
  readonly period: string;
  /** How many months a figure is older than the month it stands for; a figure not named here is of the month itself. */
  readonly ageMonths?: Partial<Readonly<Record<IndicatorId, number>>> | undefined;
}

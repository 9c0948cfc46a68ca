import type { Day, Month } from '../../shared/calendar';
import type { Cells } from '../method/cells';

type Column = readonly (number | null)[];
type Columns = Readonly<Record<string, Column>> & {
  readonly months: readonly Month[];
  readonly asOf: readonly Day[];
} & DataAge;

/** How old an agency's records are. */
export interface DataAge {
  /** Whether one of its sources was not loaded in time. */
  readonly stale: boolean;
  /** The month up to which its records are told; null where that is not known. */
  readonly dataMonth: Month | null;
}

/** What the other agencies send of an area; null where an agency could not be asked. */
export interface AgencyInputs {
  readonly permitInputs?: Columns | null;
  readonly protectionInputs?: Columns | null;
  readonly securityInputs?: Columns | null;
}

export interface CellsOfMonth {
  readonly area: Cells;
  readonly city: Cells;
}

/** The method's cells of one month, for the area and for its city, from the agencies' columns. */
export function cellsOf(inputs: AgencyInputs, month: Month, daysSinceActivity: number): CellsOfMonth {
  const permits = columnsAt(inputs.permitInputs, month);
  const protection = columnsAt(inputs.protectionInputs, month);
  const security = columnsAt(inputs.securityInputs, month);
  const cells = (name: (column: string) => string, C3: Cells['C3']): Cells => ({
    H1: events(security, name('incidentWeight'), name('incidents')),
    H2: events(security, name('shelterIncidentWeight'), name('shelterIncidents')),
    H3: events(security, name('tensionReports'), name('tensionReports')),
    H4: share(security, name('flaggedPollingStations'), name('pollingStations')),
    V1: personShare(protection, name('documentsLapsed'), name('persons')),
    V2: personShare(protection, name('needsUnassisted'), name('personsWithNeeds')),
    V3: personShare(protection, name('childrenOutOfSchool'), name('children')),
    V4: personShare(protection, name('precariousShelter'), name('shelteredPersons')),
    C1: personShare(permits, name('applicationsPastStandard'), name('applications')),
    C2: share(security, name('incidentsStillOpen'), name('agedIncidents')),
    C3,
    C4: share(permits, name('lodgingsNotReporting'), name('lodgings')),
  });
  return {
    area: cells((column) => column, { value: daysSinceActivity }),
    city: cells((column) => `city${column.charAt(0).toUpperCase()}${column.slice(1)}`, null),
  };
}

type At = (column: string) => number | null;

/** Reads the columns at one month; an agency that sent nothing, or not this month, reads as null. */
function columnsAt(columns: Columns | null | undefined, month: Month): At | null {
  const index = columns?.months.indexOf(month) ?? -1;
  return index < 0 ? null : (column) => columns?.[column]?.[index] ?? null;
}

function events(at: At | null, weight: string, count: string): { w: number; n: number } | null {
  const w = at?.(weight) ?? null;
  const n = at?.(count) ?? null;
  return w === null || n === null ? null : { w, n };
}

function share(at: At | null, numerator: string, denominator: string): { x: number; n: number } | null {
  const x = at?.(numerator) ?? null;
  const n = at?.(denominator) ?? null;
  return x === null || n === null ? null : { x, n };
}

// The agency answered and left the area's number out: too few persons, or a village.
function personShare(at: At | null, numerator: string, denominator: string) {
  if (at === null) return null;
  return share(at, numerator, denominator) ?? ({ x: null, n: null, pooled: true } as const);
}

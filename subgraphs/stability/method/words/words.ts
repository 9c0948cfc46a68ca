import type { PerDimension } from '../aggregate';
import type { IndicatorId } from '../cells';
import type { RiskLevel } from '../risk-method';
import type { Trend } from '../trend';

export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

/** What a language brings: names of things, and sentences with their numbers already written. */
export interface Words {
  /** For Intl: how numbers and months are written. */
  readonly locale: string;
  readonly indicators: Readonly<Record<IndicatorId, string>>;
  readonly dimensions: PerDimension<string>;
  readonly levels: Readonly<Record<RiskLevel, string>>;
  /** The protective action that answers each indicator. */
  readonly actions: Readonly<Record<IndicatorId, string>>;
  readonly trends: Readonly<Record<Trend['direction'], string>>;
  readonly dataAvailability: string;
  readonly floor: string;
  readonly rest: string;

  perResidents(rate: string): string;
  days(count: string): string;
  points(signed: string): string;
  months(count: string): string;

  headline(place: string, month: string, index: string, level: string): string;
  withoutLevel(place: string, month: string, index: string): string;
  withoutIndex(place: string, month: string, dimensions: string): string;
  certainty(low: string, high: string, level: string, percent: string): string;
  interval(low: string, high: string): string;
  reliability(grade: string): string;
  complete: string;
  missing(names: string): string;
  pooled(names: string): string;
  old(names: string): string;
  scores(list: string): string;
  restsOn(list: string): string;
  rose(since: string, by: string, from: string, drivers: string): string;
  fell(since: string, by: string, from: string, drivers: string): string;
  unmoved(since: string, from: string, drivers: string): string;
  aboveCity(index: string, by: string, drivers: string): string;
  belowCity(index: string, by: string, drivers: string): string;
  likeCity(index: string, drivers: string): string;
  trend(months: string, direction: string): string;
  alert(level: string): string;
  alertHeld(level: string): string;
  confirm: string;
  actionsTitle: string;
  limits(method: string): string;
}

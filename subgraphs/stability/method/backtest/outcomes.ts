import { areaPath } from '../../../shared/area-code';
import { addDays, type Day, lastDayOf, type Month } from '../../../shared/calendar';
import { alertLevels } from '../alert-levels';
import type { ReliabilityGrade, RiskMethod } from '../risk-method';
import type { AssessedOutcome } from './backtest';

/** A stored month of an area, as the graph tells it. */
export interface StoredMonth {
  readonly month: Month;
  readonly methodVersion: string;
  readonly index: number | null;
  readonly standardError: number | null;
  readonly reliability: { readonly grade: ReliabilityGrade };
}

export interface StoredArea {
  readonly code: string;
  /** The day up to which incidents are known; null where it is not told. */
  readonly asOf: Day | null;
  readonly months: readonly StoredMonth[];
}

export interface GraveIncident {
  readonly occurredOn: Day;
  /** Where it happened. */
  readonly area: string;
}

/** How many days after a month's end an incident counts as foretold. */
const daysAfter = 30;

/** Months whose following days are over and that were assessed by this version of the method. */
export function scorableMonths({ asOf, months }: StoredArea, method: RiskMethod): readonly StoredMonth[] {
  return months.filter(
    ({ month, methodVersion }) => methodVersion === method.name && addDays(lastDayOf(month), daysAfter) <= (asOf ?? ''),
  );
}

/** What was assessed at the end of each month, and whether one of the incidents followed within 30 days. */
export function outcomesOf(
  areas: readonly StoredArea[],
  incidents: readonly GraveIncident[],
  method: RiskMethod,
): readonly AssessedOutcome[] {
  const daysIn = daysByArea(incidents);
  return areas.flatMap((area) => {
    const months = scorableMonths(area, method);
    const days = daysIn.get(area.code) ?? [];
    const alerts = alertLevels(
      months.map(({ month, index, standardError, reliability }) => ({
        period: month,
        index,
        se: standardError,
        reliabilityGrade: reliability.grade,
      })),
      method,
    );
    const levels = new Map(alerts.map(({ period, level }) => [period, level]));
    return months.map(({ month, index }) => {
      const end = lastDayOf(month);
      const incident = days.some((day) => day > end && day <= addDays(end, daysAfter));
      return { code: area.code, period: month, index, level: levels.get(month) ?? null, incident };
    });
  });
}

/** Days of incidents by each area that they happened in. */
function daysByArea(incidents: readonly GraveIncident[]): ReadonlyMap<string, readonly Day[]> {
  const days = new Map<string, Day[]>();
  for (const { occurredOn, area } of incidents) {
    for (const code of areaPath(area)) {
      const known = days.get(code);
      if (known === undefined) days.set(code, [occurredOn]);
      else known.push(occurredOn);
    }
  }
  return days;
}

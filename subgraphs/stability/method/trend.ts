import { addMonths } from '../../shared/calendar';
import type { AreaAssessment } from './assessment';
import { methodInForce } from './method-version';
import type { RiskMethod } from './risk-method';

/** What trend and alert levels need to know of a month. */
export type AssessedMonth = Pick<AreaAssessment, 'period' | 'index' | 'se' | 'reliabilityGrade'>;

export interface Trend {
  readonly direction: 'WORSENING' | 'IMPROVING' | 'STABLE';
  /** The month compared with. */
  readonly since: string;
  /** Points of the index since then. */
  readonly change: number;
  /** The change that had to be exceeded to count as one. */
  readonly threshold: number;
}

/**
 * Step 8: whether the index moved over the last months by more than a minimum and by more than chance. null where either
 * of the two months has no index; the months between do not matter.
 */
export function trendAt(
  period: string,
  history: readonly Omit<AssessedMonth, 'reliabilityGrade'>[],
  { trend, intervalZ }: RiskMethod = methodInForce,
): Trend | null {
  const since = addMonths(period, -trend.months);
  const [now, then] = [period, since].map((month) => history.find((row) => row.period === month));
  if (now?.index == null || then?.index == null) return null;
  const change = now.index - then.index;
  const threshold = Math.max(trend.minimumChange, intervalZ * Math.hypot(now.se ?? 0, then.se ?? 0));
  return { direction: directionOf(change, threshold), since, change, threshold };
}

function directionOf(change: number, threshold: number): Trend['direction'] {
  if (Math.abs(change) <= threshold) return 'STABLE';
  return change > 0 ? 'WORSENING' : 'IMPROVING';
}

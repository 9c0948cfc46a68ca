import { addMonths, type Month } from '../../shared/calendar';
import { type Trend, trendAt } from '../method/trend';
import { methodOf } from './method-of';
import type { ToldAssessment } from './told-assessment';

/** The month that a trend compares an assessment with. */
export function trendSince(told: ToldAssessment): Month {
  return addMonths(told.month, -methodOf(told).trend.months);
}

/** Whether the told index moved from one month to the other; null where one has none, or they follow different versions. */
export function trendBetween(before: ToldAssessment, after: ToldAssessment): Trend | null {
  if (before.methodVersion !== after.methodVersion) return null;
  return trendAt(after.month, [before, after].map(monthOf), methodOf(after));
}

function monthOf({ month, index, standardError }: ToldAssessment) {
  return { period: month, index, se: standardError };
}

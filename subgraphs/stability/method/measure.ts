import type { AreaMonth, PlaceMonth } from './cells';
import { normalise, type Normalised } from './normalise';
import type { IndicatorRule, RiskMethod } from './risk-method';
import { type Estimate, stableEstimate } from './stable-estimate';

export type Reading = Estimate & Normalised;

/** One indicator in one area: what was read of it, and whether it was asked for at all. */
export interface Measure {
  readonly rule: IndicatorRule;
  readonly applicable: boolean;
  /** null is missing, or not applicable. */
  readonly reading: Reading | null;
  readonly ageMonths: number;
}

/** Steps 1 and 2 for every indicator of the method. A figure outside an indicator's months is not read. */
export function measureAll(area: AreaMonth, city: PlaceMonth, method: RiskMethod): readonly Measure[] {
  return method.indicators.map((rule) => {
    const applicable = appliesIn(rule, area.period);
    const estimate = applicable ? stableEstimate(rule, area, city, method) : null;
    const reading = estimate && { ...estimate, ...normalise(rule, estimate.value, estimate.se) };
    return { rule, applicable, reading, ageMonths: area.ageMonths?.[rule.id] ?? 0 };
  });
}

/** Whether an indicator is asked for in a month. */
export function appliesIn({ months }: IndicatorRule, period: string): boolean {
  return months === null || (period >= months.from && period <= months.to);
}

export function totalWeight(measures: readonly Measure[]): number {
  return measures.reduce((total, { rule }) => total + rule.weight, 0);
}

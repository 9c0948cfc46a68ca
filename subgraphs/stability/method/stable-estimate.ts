import type { EventCell, PlaceMonth, PooledCell, ShareCell } from './cells';
import type { IndicatorRule, RiskMethod } from './risk-method';

export interface Estimate {
  readonly status: 'OBSERVED' | 'POOLED';
  readonly value: number;
  /** Standard error. */
  readonly se: number;
}

/**
 * Step 1: what an indicator is in an area, drawn towards the city the less the area has to show. null is MISSING: a
 * figure that did not come, a city total needed and absent, or a quotient that has no value.
 */
export function stableEstimate(
  rule: IndicatorRule,
  area: PlaceMonth,
  city: PlaceMonth,
  method: RiskMethod,
): Estimate | null {
  const cell = area.cells[rule.id];
  const total = city.cells[rule.id];
  if (!cell) return null;
  if ('value' in cell) return rule.form === 'VALUE' ? finite(observed(cell.value, 0)) : null;
  if (!total || 'value' in total) return null;
  if ('w' in cell) return 'w' in total ? finite(rateEstimate(cell, area, total, city, method)) : null;
  return 'w' in total ? null : finite(shareEstimate(rule, cell, total, method));
}

/**
 * (W + K*wbar) / (E + K*wbar/lambda0) with wbar = W_city/n_city and lambda0 = W_city/E_city, written so that a city whose
 * events all weigh nothing divides by nothing. A city without events gives no pseudo-events either: the area's own rate
 * stands, 0 with standard error 0 if it has none. A rate of events over no residents at all is MISSING.
 *
 * One more event never lowers the rate where pseudo-events weigh 4 at most (docs/risk.md has the proof). Without that
 * limit, in a city of fewer than 27 events whose mean weighs more than 5, a first light event in a calm area can lower
 * it, since it makes the pseudo-events lighter.
 */
function rateEstimate(
  cell: EventCell,
  area: PlaceMonth,
  total: EventCell,
  city: PlaceMonth,
  method: RiskMethod,
): Estimate | null {
  const { rateUnit } = method;
  const credit = pseudoEventCredit(total, method);
  const weight = cell.w + credit * total.w;
  const exposure = (area.population + credit * city.population) / rateUnit;
  if (exposure === 0) return weight === 0 ? observed(0, 0) : null;
  const rate = weight / exposure;
  return observed(rate, rate / Math.sqrt(cell.n + method.pseudoEvents));
}

/** The part of the city's events and residents that an area is credited with: K*wbar/W_city. */
function pseudoEventCredit({ w, n }: EventCell, { pseudoEvents, heaviestPseudoEvent }: RiskMethod): number {
  if (n === 0) return 0;
  const credit = pseudoEvents / n;
  return heaviestPseudoEvent === null || w === 0 ? credit : Math.min(credit, (pseudoEvents * heaviestPseudoEvent) / w);
}

// A city with no cases has no share to be drawn towards, so an area's share is MISSING whatever its own number.
function shareEstimate(
  rule: IndicatorRule,
  cell: ShareCell | PooledCell,
  total: ShareCell | PooledCell,
  { pseudoCases, poolingThreshold }: RiskMethod,
): Estimate | null {
  if (total.n === null || total.n === 0) return null;
  const cityShare = atMostOne(total.x / total.n);
  // Below the threshold the area's own x is not read at all: nothing about few persons can be inferred from the index.
  if (cell.n === null || (rule.form === 'PERSON_SHARE' && cell.n < poolingThreshold))
    return { status: 'POOLED', value: cityShare, se: shareError(cityShare, total.n) };
  const share = atMostOne((cell.x + pseudoCases * cityShare) / (cell.n + pseudoCases));
  return observed(share, shareError(share, cell.n + pseudoCases));
}

function shareError(share: number, cases: number): number {
  return Math.sqrt((share * (1 - share)) / (cases + 1));
}

// More cases with the trait than cases: a faulty count is read as "all of them", the worst it can mean.
function atMostOne(share: number): number {
  return Math.min(1, share);
}

function observed(value: number, se: number): Estimate {
  return { status: 'OBSERVED', value, se };
}

// Counts beyond what a number can hold leave no figure behind rather than a NaN that would spread.
function finite(estimate: Estimate | null): Estimate | null {
  return estimate && Number.isFinite(estimate.value) && Number.isFinite(estimate.se) ? estimate : null;
}

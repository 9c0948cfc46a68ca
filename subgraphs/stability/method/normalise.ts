import type { IndicatorRule } from './risk-method';

export interface Normalised {
  /** 0 at the lower goalpost, 10 at the upper, higher is worse. */
  readonly norm: number;
  readonly normSe: number;
}

/**
 * Step 2: an estimate between its goalposts, and its standard error carried along by the slope there. Beyond a goalpost
 * the scale is flat, so the standard error is 0; at the goalpost itself the slope still counts.
 */
export function normalise({ goalposts, transform }: IndicatorRule, value: number, se: number): Normalised {
  const { low, high } = goalposts;
  const { of, slopeAt } = transforms[transform];
  const span = of(high) - of(low);
  const clamped = Math.min(Math.max(value, low), high);
  const slope = clamped === value ? (10 * slopeAt(value)) / span : 0;
  return { norm: 10 * ((of(clamped) - of(low)) / span), normSe: slope * se };
}

const transforms = {
  LINEAR: { of: (value: number) => value, slopeAt: () => 1 },
  LOG: { of: Math.log1p, slopeAt: (value: number) => 1 / (1 + value) },
} as const;

import { floored } from './aggregate';
import type { RiskMethod } from './risk-method';

/**
 * Step 7, the index now: the points of it that an indicator stands for (Euler's theorem on a homogeneous function). They
 * sum to the index. Each dimension is a third of it by construction, so norm and dimension belong beside them.
 * Where a dimension is at its floor its indicators get less than a third; the rest is the floor's own.
 */
export function contributionOf(
  norm: number | null,
  weight: number,
  score: number | null,
  index: number | null,
  method: RiskMethod,
): number | null {
  if (norm === null || score === null || index === null) return null;
  return (index * weight * norm) / (3 * floored(score, method));
}

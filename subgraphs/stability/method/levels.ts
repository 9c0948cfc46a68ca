import type { RiskLevel, RiskMethod } from './risk-method';

/** The level an index stands in, by its full precision: 3.46 is NORMAL though it shows as 3.5. */
export function levelOf(index: number, { levels }: RiskMethod): RiskLevel {
  return levels.findLast(({ from }) => index >= from)?.level ?? 'NORMAL';
}

/** Step 5: how probable each level is, the index being normal about its estimate with its standard error; they sum to 1. */
export function levelProbabilities(index: number, se: number, method: RiskMethod): Readonly<Record<RiskLevel, number>> {
  const below = method.levels.map(({ from }, rank) => (rank === 0 ? 0 : probabilityBelow(from, index, se)));
  const probability = (level: RiskLevel): number => {
    const rank = method.levels.findIndex((row) => row.level === level);
    return Math.max(0, (below[rank + 1] ?? 1) - (below[rank] ?? 0));
  };
  return {
    NORMAL: probability('NORMAL'),
    WASPADA: probability('WASPADA'),
    SIAGA: probability('SIAGA'),
    AWAS: probability('AWAS'),
  };
}

function probabilityBelow(limit: number, index: number, se: number): number {
  if (se === 0) return index < limit ? 1 : 0;
  return normalBelow((limit - index) / se);
}

/**
 * The standard normal distribution function by its Taylor series about 0, exact to rounding:
 * 1/2 + density(z) * (z + z^3/3 + z^5/(3*5) + ...). Beyond 8 standard errors nothing is left to add.
 */
export function normalBelow(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let sum = z;
  let term = z;
  for (let odd = 3; Math.abs(term) > Number.EPSILON * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return Math.min(1, Math.max(0, 0.5 + sum * density));
}

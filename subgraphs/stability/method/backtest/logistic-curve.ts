/** How probable an outcome is at a value. */
export type Curve = (value: number) => number;

export interface Observation {
  readonly value: number;
  readonly outcome: 0 | 1;
}

// The index in the middle of its scale and a quarter of it, so that the priors below mean the same for both.
const centre = 5;
const scale = 2.5;
// Precisions of normal priors about 0: weak, but enough for a finite curve where all outcomes were the same so far.
const priors = [0.01, 0.1] as const;

/**
 * Fits a logistic curve by penalised maximum likelihood (Newton's method). The penalty is that of a weak prior, which
 * matters only while observations are few.
 */
export function fitLogisticCurve(observations: readonly Observation[]): Curve {
  let fitted: Coefficients = [0, 0];
  for (let round = 0; round < 100; round++) {
    const step = newtonStep(observations, fitted);
    fitted = improved(observations, fitted, step);
    if (Math.abs(step[0]) + Math.abs(step[1]) < 1e-10) break;
  }
  return (value) => probabilityAt(fitted, value);
}

type Coefficients = readonly [intercept: number, slope: number];

function probabilityAt([intercept, slope]: Coefficients, value: number): number {
  return 1 / (1 + Math.exp(-(intercept + (slope * (value - centre)) / scale)));
}

function newtonStep(observations: readonly Observation[], at: Coefficients): Coefficients {
  let [g0, g1] = [-priors[0] * at[0], -priors[1] * at[1]];
  let [h00, h01, h11] = [priors[0], 0, priors[1]];
  for (const { value, outcome } of observations) {
    const x = (value - centre) / scale;
    const p = probabilityAt(at, value);
    const weight = p * (1 - p);
    g0 += outcome - p;
    g1 += (outcome - p) * x;
    h00 += weight;
    h01 += weight * x;
    h11 += weight * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  return [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant];
}

// A full step may overshoot where the curve is steep: it is halved until it does not lose.
function improved(observations: readonly Observation[], at: Coefficients, step: Coefficients): Coefficients {
  const before = logPosterior(observations, at);
  for (let part = 1; part > 1e-6; part /= 2) {
    const next: Coefficients = [at[0] + part * step[0], at[1] + part * step[1]];
    if (logPosterior(observations, next) >= before) return next;
  }
  return at;
}

function logPosterior(observations: readonly Observation[], at: Coefficients): number {
  const prior = -0.5 * (priors[0] * at[0] ** 2 + priors[1] * at[1] ** 2);
  return observations.reduce((sum, { value, outcome }) => {
    const logit = at[0] + (at[1] * (value - centre)) / scale;
    return sum - softplus(outcome === 1 ? -logit : logit);
  }, prior);
}

// ln(1 + e^x) without overflow.
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

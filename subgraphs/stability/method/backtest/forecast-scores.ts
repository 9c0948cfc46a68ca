/** A forecast, and what came: 1 if it happened, 0 if not. */
export interface Forecast {
  readonly probability: number;
  readonly outcome: 0 | 1;
}

/** The mean squared error of forecasts: 0 is perfect, 0.25 what "50 %" gets every time. null without forecasts. */
export function brierScore(forecasts: readonly Forecast[]): number | null {
  return mean(forecasts.map(({ probability, outcome }) => (probability - outcome) ** 2));
}

/** How much of a reference's error is saved: 1 all of it, 0 none, below 0 worse. null where there is none to save. */
export function brierSkill(score: number | null, reference: number | null): number | null {
  return score === null || reference === null || reference === 0 ? null : 1 - score / reference;
}

/** The share of outcomes that happened: what somebody would forecast who knew nothing but it. */
export function baseRate(forecasts: readonly Pick<Forecast, 'outcome'>[]): number | null {
  return mean(forecasts.map(({ outcome }) => outcome));
}

/** Of the forecasts from one probability up to the next: how many, what they said on average, and how often it happened. */
export interface CalibrationRow {
  readonly from: number;
  readonly to: number;
  readonly forecasts: number;
  readonly meanForecast: number;
  readonly happened: number;
}

/** Ten steps of probability; those without forecasts are left out. */
export function calibrationTable(forecasts: readonly Forecast[]): readonly CalibrationRow[] {
  const steps = Array.from({ length: 10 }, (_, step) => step);
  return steps.flatMap((step) => {
    const within = forecasts.filter(({ probability }) => Math.min(9, Math.floor(probability * 10)) === step);
    const meanForecast = mean(within.map(({ probability }) => probability));
    const happened = baseRate(within);
    if (meanForecast === null || happened === null) return [];
    return [{ from: step / 10, to: (step + 1) / 10, forecasts: within.length, meanForecast, happened }];
  });
}

export function mean(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

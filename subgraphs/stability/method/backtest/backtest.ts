import { addDays, addMonths, lastDayOf } from '../../../shared/calendar';
import type { RiskLevel, RiskMethod } from '../risk-method';
import { type AlertScores, scoreAlerts } from './alert-scores';
import {
  baseRate,
  brierScore,
  brierSkill,
  type CalibrationRow,
  calibrationTable,
  type Forecast,
} from './forecast-scores';
import { fitLogisticCurve } from './logistic-curve';

/** One area at the end of one month: what was assessed then, and whether an incident followed. */
export interface AssessedOutcome {
  readonly code: string;
  /** The month, as 2024-10. */
  readonly period: string;
  readonly index: number | null;
  /** The alert level as it stood, hysteresis and all; null where the data were insufficient. */
  readonly level: RiskLevel | null;
  /** Whether the area had an incident of severity S3 or more in the 30 days after the month's end. */
  readonly incident: boolean;
}

/** How well the index foretold incidents. Numbers are null where there was nothing to compute them from. */
export interface BacktestReport {
  /** The first and last month scored. */
  readonly months: readonly [from: string, to: string] | null;
  /** Areas and months that were forecast and scored. */
  readonly forecasts: number;
  /** Areas and months left out: without an index, or without any earlier month to learn from. */
  readonly leftOut: { readonly withoutIndex: number; readonly withoutEarlier: number };
  readonly baseRate: number | null;
  /** Mean squared error of the index and of the two it is measured by; all three over the same forecasts. */
  readonly brier: {
    readonly index: number | null;
    readonly baseRate: number | null;
    readonly lastLevel: number | null;
  };
  readonly skill: { readonly againstBaseRate: number | null; readonly againstLastLevel: number | null };
  readonly calibration: readonly CalibrationRow[];
  readonly alerts: AlertScores;
}

export interface BacktestOptions {
  /** First and last month to score; months before are learned from all the same. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly method: RiskMethod;
}

/**
 * Replays the months in order. Each is forecast by a logistic curve fitted on what was known at its end, and by two
 * rivals: the base rate (of the months scored, so it knows more than it could have) and the level of the month before.
 */
export function backtest(
  rows: readonly AssessedOutcome[],
  { from = '0000-00', to = '9999-99', method }: BacktestOptions,
): BacktestReport {
  const asked = rows.filter(({ period }) => period >= from && period <= to);
  const indexed = asked.filter(hasIndex);
  const lastLevel = lastLevels(rows);
  const scored = months(indexed).flatMap((period) => forecastMonth(period, rows, indexed, lastLevel));
  const byIndex = scored.map(({ byIndex: probability, outcome }) => ({ probability, outcome }));
  const byLevel = scored.map(({ byLevel: probability, outcome }) => ({ probability, outcome }));
  const rate = baseRate(byIndex);
  const brier = {
    index: brierScore(byIndex),
    baseRate: brierScore(byIndex.map(({ outcome }) => ({ probability: rate ?? 0, outcome }))),
    lastLevel: brierScore(byLevel),
  };
  const scoredMonths = months(scored);
  return {
    months: scoredMonths.length > 0 ? [scoredMonths[0] ?? '', scoredMonths.at(-1) ?? ''] : null,
    forecasts: scored.length,
    leftOut: { withoutIndex: asked.length - indexed.length, withoutEarlier: indexed.length - scored.length },
    baseRate: rate,
    brier,
    skill: {
      againstBaseRate: brierSkill(brier.index, brier.baseRate),
      againstLastLevel: brierSkill(brier.index, brier.lastLevel),
    },
    calibration: calibrationTable(byIndex),
    alerts: scoreAlerts(asked, rows, method),
  };
}

interface ScoredMonth {
  readonly code: string;
  readonly period: string;
  readonly byIndex: number;
  readonly byLevel: number;
  readonly outcome: Forecast['outcome'];
}

type IndexedOutcome = AssessedOutcome & { readonly index: number };

function forecastMonth(
  period: string,
  rows: readonly AssessedOutcome[],
  indexed: readonly IndexedOutcome[],
  lastLevel: LastLevel,
): readonly ScoredMonth[] {
  const known = rows.filter((row) => isKnownBy(row.period, period)).filter(hasIndex);
  if (known.length === 0) return [];
  const curve = fitLogisticCurve(known.map((row) => ({ value: row.index, outcome: outcomeOf(row) })));
  const rateAfter = ratesByLastLevel(known, lastLevel);
  const asked = indexed.filter((row) => row.period === period);
  return asked.map((row) => ({
    code: row.code,
    period,
    byIndex: curve(row.index),
    byLevel: rateAfter(lastLevel(row)),
    outcome: outcomeOf(row),
  }));
}

// What followed a month is known 30 days after its end, and not before: nothing is learned from the future.
function isKnownBy(earlier: string, period: string): boolean {
  return addDays(lastDayOf(earlier), 30) <= lastDayOf(period);
}

type LastLevel = (row: AssessedOutcome) => RiskLevel | null;

function lastLevels(rows: readonly AssessedOutcome[]): LastLevel {
  const levels = new Map(rows.map(({ code, period, level }) => [`${code}@${period}`, level]));
  return ({ code, period }) => levels.get(`${code}@${addMonths(period, -1)}`) ?? null;
}

/** How often an incident followed a level of the month before, drawn to the rate of all by one case of it. */
function ratesByLastLevel(known: readonly AssessedOutcome[], lastLevel: LastLevel) {
  const overall = baseRate(known.map((row) => ({ outcome: outcomeOf(row) }))) ?? 0;
  const tallies = new Map<RiskLevel, { cases: number; incidents: number }>();
  for (const row of known) {
    const level = lastLevel(row);
    if (level === null) continue;
    const { cases, incidents } = tallies.get(level) ?? { cases: 0, incidents: 0 };
    tallies.set(level, { cases: cases + 1, incidents: incidents + outcomeOf(row) });
  }
  return (level: RiskLevel | null): number => {
    const { cases, incidents } = (level && tallies.get(level)) ?? { cases: 0, incidents: 0 };
    return (incidents + overall) / (cases + 1);
  };
}

function outcomeOf({ incident }: AssessedOutcome): Forecast['outcome'] {
  return incident ? 1 : 0;
}

function hasIndex(row: AssessedOutcome): row is IndexedOutcome {
  return row.index !== null;
}

function months(rows: readonly { readonly period: string }[]): readonly string[] {
  return [...new Set(rows.map(({ period }) => period))].sort();
}

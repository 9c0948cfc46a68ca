import { levelProbabilities } from './levels';
import type { RiskLevel, RiskMethod } from './risk-method';
import type { AssessedMonth } from './trend';

/** How an alert stood at the end of a month. */
export interface AlertMonth {
  readonly period: string;
  readonly status: 'OK' | 'INSUFFICIENT_DATA';
  /** null where the data are insufficient. */
  readonly level: RiskLevel | null;
  /** That the index is at this level or above. An alert held up by hysteresis may stand with little. */
  readonly probability: number | null;
  /** Against the last month that had a level; NORMAL before the first. */
  readonly change: 'RISEN' | 'FALLEN' | 'UNCHANGED' | null;
  /** The alert rose to a level at which a person has to confirm it. */
  readonly needsConfirmation: boolean;
}

/**
 * Step 9 over a history of months: an alert rises at once and falls slowly, so that an index that wavers about a limit
 * does not call it on and off. It rises to the highest level that the index reached with enough probability. It falls
 * from a level after so many months in a row clearly below it. A month of grade D or without an index has no level; it
 * neither counts for the fall nor breaks the row.
 */
export function alertLevels(history: readonly AssessedMonth[], method: RiskMethod): readonly AlertMonth[] {
  const inOrder = [...history].sort((one, other) => (one.period < other.period ? -1 : 1));
  let standing: RiskLevel = 'NORMAL';
  let recent: readonly number[] = [];
  return inOrder.map(({ period, index, se, reliabilityGrade }): AlertMonth => {
    if (index === null || reliabilityGrade === 'D') return insufficient(period);
    const before = standing;
    recent = [...recent, index].slice(-method.alert.dropAfterMonths);
    standing = nextLevel(before, recent, index, se ?? 0, method);
    const change = changeOf(before, standing, method);
    return {
      period,
      status: 'OK',
      level: standing,
      probability: probabilityFrom(standing, index, se ?? 0, method),
      change,
      needsConfirmation: change === 'RISEN' && rankOf(standing, method) >= rankOf(method.alert.confirmFrom, method),
    };
  });
}

function insufficient(period: string): AlertMonth {
  return {
    period,
    status: 'INSUFFICIENT_DATA',
    level: null,
    probability: null,
    change: null,
    needsConfirmation: false,
  };
}

function nextLevel(
  standing: RiskLevel,
  recent: readonly number[],
  index: number,
  se: number,
  method: RiskMethod,
): RiskLevel {
  const { minimumProbability, dropMargin, dropAfterMonths } = method.alert;
  const highest = method.levels.findLast(({ level, from }) => {
    const reached = index >= from && probabilityFrom(level, index, se, method) >= minimumProbability;
    const left = recent.length >= dropAfterMonths && recent.every((value) => value < from - dropMargin);
    return reached || (rankOf(level, method) <= rankOf(standing, method) && !left);
  });
  return highest?.level ?? 'NORMAL';
}

/** The probability of a level or one above it. */
function probabilityFrom(level: RiskLevel, index: number, se: number, method: RiskMethod): number {
  const probability = levelProbabilities(index, se, method);
  const above = method.levels.slice(rankOf(level, method));
  return Math.min(
    1,
    above.reduce((sum, row) => sum + probability[row.level], 0),
  );
}

function rankOf(level: RiskLevel, { levels }: RiskMethod): number {
  return levels.findIndex((row) => row.level === level);
}

function changeOf(before: RiskLevel, after: RiskLevel, method: RiskMethod): AlertMonth['change'] {
  const steps = rankOf(after, method) - rankOf(before, method);
  if (steps === 0) return 'UNCHANGED';
  return steps > 0 ? 'RISEN' : 'FALLEN';
}

import type { StabilityLevel, StabilityReliabilityGrade } from '../gateway-api/generated/graphql';

export type LevelClass = StabilityLevel | 'NONE';

export const levelClasses: readonly LevelClass[] = ['NORMAL', 'WASPADA', 'SIAGA', 'AWAS', 'NONE'];

/** The step of the scale that a value of 0 to 10 is on, by the levels' limits. */
export function classOfValue(value: number | null | undefined): LevelClass {
  if (value === null || value === undefined) return 'NONE';
  if (value < 3.5) return 'NORMAL';
  if (value < 5) return 'WASPADA';
  return value < 6.5 ? 'SIAGA' : 'AWAS';
}

/** Whether the data leave the level open: another is about as likely, or they are weak. */
export function isUncertain(
  levelProbability: number | null | undefined,
  grade: StabilityReliabilityGrade | undefined,
): boolean {
  return grade === 'C' || grade === 'D' || (levelProbability ?? 1) < 0.6;
}

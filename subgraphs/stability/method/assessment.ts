import type { PerDimension } from './aggregate';
import type { Dimension, IndicatorId } from './cells';
import type { ReliabilityGrade, RiskLevel } from './risk-method';

/** What the method says of one area in one month. */
export type AreaAssessment = AssessedArea | UnassessedArea;

interface AssessmentBase {
  readonly methodVersion: string;
  readonly period: string;
  readonly indicators: Readonly<Record<IndicatorId, IndicatorAssessment>>;
  /** 0 to 10; null where less than half of the dimension's weight came. */
  readonly dimensions: PerDimension<number | null>;
  /** 0 to 10, rounded to millionths. */
  readonly lackOfReliability: number;
  readonly reliabilityGrade: ReliabilityGrade;
}

export interface AssessedArea extends AssessmentBase {
  readonly status: 'OK';
  readonly dimensions: PerDimension<number>;
  /** 0 to 10 in full precision; round it to show it, never to compare it. */
  readonly index: number;
  readonly se: number;
  readonly ci90: readonly [low: number, high: number];
  /** null with grade D: too little came, or too old, to put a name to the index. */
  readonly level: RiskLevel | null;
  readonly levelProbability: Readonly<Record<RiskLevel, number>>;
}

/** At least one dimension has too little to stand on: no index, and no level, is better than a wrong one. */
export interface UnassessedArea extends AssessmentBase {
  readonly status: 'INSUFFICIENT_DATA';
  readonly index: null;
  readonly se: null;
  readonly ci90: null;
  readonly level: null;
  readonly levelProbability: null;
}

export type IndicatorAssessment = MeasuredIndicator | UnmeasuredIndicator;

interface IndicatorBase {
  readonly id: IndicatorId;
  readonly dimension: Dimension;
  readonly ageMonths: number;
}

export interface MeasuredIndicator extends IndicatorBase {
  readonly status: 'OBSERVED' | 'POOLED';
  readonly value: number;
  readonly se: number;
  readonly norm: number;
  readonly normSe: number;
  /** Share of its dimension's available weight. */
  readonly weight: number;
  /** Points of the index; null where there is no index. */
  readonly contribution: number | null;
}

export interface UnmeasuredIndicator extends IndicatorBase {
  readonly status: 'MISSING' | 'NOT_APPLICABLE';
  readonly value: null;
  readonly se: null;
  readonly norm: null;
  readonly normSe: null;
  readonly weight: 0;
  readonly contribution: null;
}

import type { PerDimension } from '../aggregate';
import type { Dimension, IndicatorId } from '../cells';
import type { ReliabilityGrade, RiskLevel } from '../risk-method';
import type { AssessedMonth, Trend } from '../trend';

/** What is put into words: an assessment as it may be told, wherever it comes from. */
export interface Readout {
  /** What the area is called. */
  readonly place: string;
  readonly period: string;
  readonly methodVersion: string;
  readonly index: number | null;
  readonly interval: { readonly low: number; readonly high: number } | null;
  readonly level: RiskLevel | null;
  readonly levelProbability: number | null;
  readonly grade: ReliabilityGrade;
  readonly dimensions: PerDimension<number | null>;
  readonly indicators: readonly ReadoutIndicator[];
  readonly contributions: readonly ReadoutPart[];
  /** Against an earlier month of the area, and against its city in the same month. */
  readonly previous: ReadoutChange | null;
  readonly city: ReadoutChange | null;
  readonly trend: Trend['direction'] | null;
  /** The area's months up to this one, for the alert. */
  readonly history: readonly AssessedMonth[];
}

export interface ReadoutIndicator {
  readonly id: IndicatorId;
  readonly status: 'OBSERVED' | 'POOLED' | 'MISSING' | 'NOT_APPLICABLE';
  readonly ageMonths: number;
  readonly value: number | null;
}

/** Points of the index, of an indicator, or of a dimension where its indicators may not be told apart. */
export interface ReadoutPart {
  readonly kind?: 'INDICATOR' | 'DIMENSION' | 'DATA_AVAILABILITY' | 'FLOOR' | 'ROUNDING' | undefined;
  readonly dimension: Dimension | null;
  readonly indicator: IndicatorId | null;
  readonly value: number;
}

export interface ReadoutChange {
  readonly since: string;
  readonly from: number;
  readonly delta: number;
  readonly drivers: readonly ReadoutPart[];
}

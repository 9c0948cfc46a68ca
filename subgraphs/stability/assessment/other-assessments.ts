import type { Month } from '../../shared/calendar';
import type { ToldChange } from './change-between';
import type { ToldAssessment } from './told-assessment';

/** Where the assessments are that one is compared with: computed from the same signals, or stored. */
export interface OtherAssessments {
  /** The earliest month that can be told of; null where there is no such limit. */
  readonly earliest: Month | null;
  /** The same area in another month; null where there is none. */
  ofMonth(month: Month): Promise<ToldAssessment | null>;
  /** How the index differs from the area's city in the same month, assessed by its own totals; null for a city. */
  fromCity(): Promise<ToldChange | null>;
}

/** What the fields of StabilityAssessment are resolved from. */
export interface AssessmentParent extends ToldAssessment {
  readonly areaCode: string;
  /** null, or nothing, until it is published. */
  readonly publishedAt?: string | null;
  /** Computed when it is asked for, unless it was stored. */
  readonly inputDigest: string | (() => string);
  readonly others: OtherAssessments;
}

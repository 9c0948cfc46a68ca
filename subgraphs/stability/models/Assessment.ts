import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';

/** The number of a stored assessment: one an area and month. */
export const assessmentKey = (areaCode: string, month: string): string => `${areaCode}@${month}`;

/** A stored assessment: all that the graph told of one area and month, so that it answers without any signals. */
export interface AssessmentRow extends AreaRecord {
  /** Of the area. */
  readonly level: string;
  readonly month: string;
  readonly asOf: string;
  readonly provisional: boolean;
  readonly assessedAt: string;
  /** When the closed month was published; null for the running month, not there in the form before there was publishing. */
  readonly publishedAt?: string | null;
  readonly methodVersion: string;
  readonly staleAgencies?: readonly string[];
  /** Not there in the form before there was publishing: such a row is not read, and replaced when it is assessed again. */
  readonly inputDigest?: string;
  readonly status: 'OK' | 'INSUFFICIENT_DATA';
  readonly rounded: boolean;
  readonly index: number | null;
  readonly standardError?: number | null;
  readonly stabilityLevel: string | null;
  readonly reliability?: object;
  readonly dimensions: readonly object[];
  readonly indicators: readonly object[];
}

export const assessmentCollection: CollectionDefinition = {
  collection: 'assessments',
  fields: {
    ...recordFields,
    level: field.text,
    month: field.text,
    asOf: field.text,
    provisional: field.flag,
    assessedAt: field.text,
    publishedAt: field.optionalText,
    methodVersion: field.text,
    staleAgencies: field.texts,
    inputDigest: field.text,
    status: field.choice(['OK', 'INSUFFICIENT_DATA']),
    rounded: field.flag,
    index: { type: Number, default: null },
    standardError: { type: Number, default: null },
    stabilityLevel: field.optionalText,
    reliability: field.mixed,
    dimensions: field.mixed,
    indicators: field.mixed,
  },
  indexes: [
    [{ areaPath: 1, level: 1, month: 1, status: 1, index: -1, _id: 1 }],
    [{ level: 1, month: -1, status: 1, index: -1, _id: 1 }],
    // The newest assessment of a ranking, and which months of a level are published.
    [{ areaPath: 1, level: 1, month: 1, assessedAt: -1 }],
    [{ level: 1, month: 1, assessedAt: -1 }],
    // The newest month of areas beside each other.
    [{ areaCode: 1, month: -1 }],
  ],
};

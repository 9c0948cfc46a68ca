import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';

/** A stored assessment: what the ranking reads. The nested lists are kept as the graph told them. */
export interface AssessmentRow extends AreaRecord {
  readonly level: string;
  readonly month: string;
  readonly asOf: string;
  readonly provisional: boolean;
  readonly assessedAt: string;
  readonly methodVersion: string;
  /** Not there in assessments stored before sources had ages. */
  readonly staleAgencies?: readonly string[];
  readonly status: 'OK' | 'INSUFFICIENT_DATA';
  readonly rounded: boolean;
  readonly index: number | null;
  readonly stabilityLevel: string | null;
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
    methodVersion: field.text,
    staleAgencies: field.texts,
    status: field.choice(['OK', 'INSUFFICIENT_DATA']),
    rounded: field.flag,
    index: { type: Number, default: null },
    stabilityLevel: field.optionalText,
    dimensions: field.mixed,
    indicators: field.mixed,
  },
  indexes: [
    [{ areaPath: 1, level: 1, month: 1, status: 1, index: -1, _id: 1 }],
    [{ level: 1, month: -1, status: 1, index: -1, _id: 1 }],
  ],
};

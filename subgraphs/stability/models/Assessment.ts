import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import type { ToldChange } from '../assessment/change-between';
import type { ToldAssessment } from '../assessment/told-assessment';

/** The number of a stored assessment: one an area and month. */
export const assessmentKey = (areaCode: string, month: string): string => `${areaCode}@${month}`;

/**
 * A stored assessment: what the graph told of one area and month, so that it answers without any signals. Rows stored
 * before there was publishing have no digest; they are not read, and replaced when the month is assessed again.
 */
export interface AssessmentRow extends AreaRecord, Omit<ToldAssessment, 'level'> {
  /** Of the area. */
  readonly level: string;
  readonly stabilityLevel: ToldAssessment['level'];
  readonly assessedAt: string;
  /** When the closed month was published; null for the running month. */
  readonly publishedAt: string | null;
  readonly inputDigest: string;
  /** How it differs from its city, whose totals are stored nowhere. */
  readonly cityChange: ToldChange | null;
}

/** What an assessment is computed from and rests on: nearly all of a row's bytes. */
const details = ['dimensions', 'indicators', 'cityChange'] as const;

/** A row without its details. */
export type AssessmentHead = Omit<AssessmentRow, (typeof details)[number]>;

export function isWhole(row: AssessmentRow | AssessmentHead): row is AssessmentRow {
  return 'indicators' in row;
}

/** Fields of StabilityAssessment that a row's head answers. */
const answeredByHead: ReadonlySet<string> = new Set([
  '__typename',
  'month',
  'asOf',
  'provisional',
  'methodVersion',
  'staleAgencies',
  'publishedAt',
  'inputDigest',
  'status',
  'rounded',
  'index',
  'standardError',
  'interval',
  'level',
  'levelProbability',
  'levelProbabilities',
]);

/** Whether all fields asked for of an assessment are told by the head of its row. */
export function needsHeadAlone(fields: ReadonlySet<string>): boolean {
  return [...fields].every((each) => answeredByHead.has(each));
}

/** The assessment that a row holds; the row calls its level otherwise, since areas have one too. */
export function toldOfRow<Row extends AssessmentHead>(row: Row): Omit<Row, 'level'> & Pick<ToldAssessment, 'level'> {
  return { ...row, level: row.stabilityLevel };
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
    dimensions: field.mixed,
    indicators: field.mixed,
    cityChange: { ...field.mixed, required: false, default: null },
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

/** The paths of a row's head, for a projection. */
export const headPaths: string = Object.keys(assessmentCollection.fields)
  .filter((path) => !(details as readonly string[]).includes(path))
  .join(' ');

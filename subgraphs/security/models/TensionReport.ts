import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import { type TensionSubject, tensionSubjects } from '../security-vocabulary';

export interface TensionReportRow extends AreaRecord {
  readonly reportedOn: string;
  readonly verifiedOn: string | null;
  readonly subject: TensionSubject;
}

export const tensionReportCollection: CollectionDefinition = {
  collection: 'tension_reports',
  fields: {
    ...recordFields,
    reportedOn: field.text,
    verifiedOn: field.optionalText,
    subject: field.choice(tensionSubjects),
  },
  indexes: [[{ areaPath: 1, reportedOn: 1, _id: 1 }], [{ areaCode: 1 }]],
};

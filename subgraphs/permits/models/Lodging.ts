import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import { type LodgingKind, lodgingKinds } from '../permit-vocabulary';

export interface LodgingRow extends AreaRecord {
  readonly kind: LodgingKind;
  readonly registeredOn: string;
  readonly closedOn: string | null;
  /** Days of the reports of the last 27 months, oldest first, each day once: what the signals are computed from. */
  readonly reportDays: readonly string[];
}

export const lodgingCollection: CollectionDefinition = {
  collection: 'lodgings',
  fields: {
    ...recordFields,
    kind: field.choice(lodgingKinds),
    registeredOn: field.text,
    closedOn: field.optionalText,
    reportDays: field.texts,
  },
  indexes: [[{ areaPath: 1, _id: 1 }], [{ areaCode: 1 }]],
};

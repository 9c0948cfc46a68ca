import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import { type ShelterSiteKind, shelterSiteKinds } from '../refugee-vocabulary';

export interface ShelterRow extends AreaRecord {
  readonly kind: ShelterSiteKind;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

export const shelterCollection: CollectionDefinition = {
  collection: 'shelters',
  fields: {
    ...recordFields,
    kind: field.choice(shelterSiteKinds),
    openedOn: field.text,
    closedOn: field.optionalText,
  },
  indexes: [[{ areaPath: 1, _id: 1 }]],
};

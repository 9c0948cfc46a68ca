import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import { type AdministrativeActionKind, administrativeActionKinds } from '../permit-vocabulary';

export interface AdministrativeActionRow extends AreaRecord {
  readonly kind: AdministrativeActionKind;
  readonly imposedOn: string;
  readonly endedOn: string | null;
}

export const administrativeActionCollection: CollectionDefinition = {
  collection: 'administrative_actions',
  fields: {
    ...recordFields,
    kind: field.choice(administrativeActionKinds),
    imposedOn: field.text,
    endedOn: field.optionalText,
  },
  indexes: [[{ areaPath: 1, imposedOn: 1, _id: 1 }]],
};

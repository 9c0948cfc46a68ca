import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';

export interface RegistrationCaseRow extends AreaRecord {
  readonly registeredOn: string;
  readonly closedOn: string | null;
  readonly releasedAt?: Date;
}

export const registrationCaseCollection: CollectionDefinition = {
  collection: 'registration_cases',
  fields: { ...recordFields, registeredOn: field.text, closedOn: field.optionalText, releasedAt: field.released },
  indexes: [[{ releasedAt: 1 }]],
};

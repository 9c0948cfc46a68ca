import { type CollectionDefinition, field } from '../../shared/model';

export interface PermitHolderRow {
  readonly _id: string;
  readonly name: string;
  readonly releasedAt?: Date;
}

export const permitHolderCollection: CollectionDefinition = {
  collection: 'permit_holders',
  fields: { _id: field.text, name: field.text, releasedAt: field.released },
  indexes: [[{ releasedAt: 1 }]],
};

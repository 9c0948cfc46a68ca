import { type CollectionDefinition, field } from '../../shared/model';
import { type SponsorKind, sponsorKinds } from '../permit-vocabulary';

export interface SponsorRow {
  readonly _id: string;
  readonly name: string;
  readonly kind: SponsorKind;
  readonly releasedAt?: Date;
}

export const sponsorCollection: CollectionDefinition = {
  collection: 'sponsors',
  fields: { _id: field.text, name: field.text, kind: field.choice(sponsorKinds), releasedAt: field.released },
  indexes: [[{ releasedAt: 1 }]],
};

import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import { type PoliticalEventKind, politicalEventKinds } from '../security-vocabulary';

export interface PoliticalEventRow extends AreaRecord {
  readonly kind: PoliticalEventKind;
  readonly heldOn: string;
}

export const politicalEventCollection: CollectionDefinition = {
  collection: 'political_events',
  fields: { ...recordFields, kind: field.choice(politicalEventKinds), heldOn: field.text },
  indexes: [[{ areaPath: 1, heldOn: 1, _id: 1 }]],
};

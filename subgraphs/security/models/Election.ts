import { type CollectionDefinition, field } from '../../shared/model';
import { type ElectionPhaseKind, electionPhaseKinds } from '../security-vocabulary';

export interface ElectionPhase {
  readonly kind: ElectionPhaseKind;
  readonly from: string;
  readonly to: string;
}

/** An election of a whole province or city: it carries no area. */
export interface ElectionRow {
  readonly _id: string;
  readonly name: string;
  readonly votingDay: string;
  readonly phases: readonly ElectionPhase[];
}

export const electionCollection: CollectionDefinition = {
  collection: 'elections',
  fields: {
    _id: field.text,
    name: field.text,
    votingDay: field.text,
    phases: {
      type: [{ _id: false, kind: field.choice(electionPhaseKinds), from: field.text, to: field.text }],
      default: undefined,
      required: true,
    },
  },
  indexes: [[{ votingDay: -1, _id: -1 }]],
};

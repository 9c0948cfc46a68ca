import { type CollectionDefinition, field } from '../../shared/model';
import { type JointActivityState, jointActivityStates } from '../stability-vocabulary';
import { type ActionItemRow, jointActivityCollection, type JointActivityRow } from './JointActivity';

/** An action item that was added here, and by whom. */
export interface PlannedItemRow extends ActionItemRow {
  readonly addedBy: string;
  readonly doneBy: string | null;
}

/**
 * A joint activity planned as an answer to an alert, and held later or not. It is kept beside those that the secretariat
 * sends: a load replaces or removes those, and never these.
 */
export interface PlannedActivityRow extends JointActivityRow {
  readonly alert: string;
  readonly state: JointActivityState;
  readonly plannedBy: string;
  readonly plannedOn: string;
  readonly heldSaidBy: string | null;
  readonly actionItems: readonly PlannedItemRow[];
  /** Grows with each change: a change is made of what was read, or not at all. */
  readonly revision: number;
}

export const plannedActivityCollection: CollectionDefinition = {
  collection: 'planned_activities',
  fields: {
    ...jointActivityCollection.fields,
    actionItems: field.mixed,
    alert: field.text,
    state: field.choice(jointActivityStates),
    plannedBy: field.text,
    plannedOn: field.text,
    heldSaidBy: field.optionalText,
    revision: field.number,
  },
  indexes: [...(jointActivityCollection.indexes ?? []), [{ alert: 1 }]],
};

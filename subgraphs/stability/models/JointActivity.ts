import { type CollectionDefinition, field } from '../../shared/model';
import type { Agency, JointActivityKind } from '../stability-vocabulary';
import { agencies, jointActivityKinds } from '../stability-vocabulary';

export interface ActionItemRow {
  readonly id: string;
  readonly task: string;
  readonly owner: Agency;
  readonly dueOn: string;
  readonly doneOn: string | null;
}

export interface JointActivityRow {
  readonly _id: string;
  readonly title: string;
  readonly kind: JointActivityKind;
  readonly heldOn: string;
  readonly agencies: readonly Agency[];
  /** The areas that the activity names. */
  readonly areaCodes: readonly string[];
  /** Those areas and all they lie in: an activity in a village is one in a part of its district. */
  readonly areaPath: readonly string[];
  readonly actionItems: readonly ActionItemRow[];
}

export const jointActivityCollection: CollectionDefinition = {
  collection: 'joint_activities',
  fields: {
    _id: field.text,
    title: field.text,
    kind: field.choice(jointActivityKinds),
    heldOn: field.text,
    agencies: { type: [{ type: String, enum: [...agencies] }], required: true },
    areaCodes: field.texts,
    areaPath: field.texts,
    actionItems: {
      type: [
        {
          _id: false,
          id: field.text,
          task: field.text,
          owner: field.choice(agencies),
          dueOn: field.text,
          doneOn: field.optionalText,
        },
      ],
      required: true,
    },
  },
  indexes: [[{ areaPath: 1, heldOn: -1 }], [{ areaCodes: 1, heldOn: -1 }]],
};

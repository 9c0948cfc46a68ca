import { type Connection, type IndexDefinition, type IndexOptions, type Model, Schema } from 'mongoose';

import { guardCommands } from './guard-commands';

export interface CollectionDefinition {
  readonly collection: string;
  readonly fields: Readonly<Record<string, object>>;
  readonly indexes?: readonly (readonly [IndexDefinition, IndexOptions?])[];
}

/** A strict model of one collection on one agency's connection: a field that is not declared is refused, never dropped. */
export function modelOf<Row>(connection: Connection, name: string, definition: CollectionDefinition): Model<Row> {
  const schema = new Schema(definition.fields, {
    strict: 'throw',
    versionKey: false,
    id: false,
    minimize: false,
    collection: definition.collection,
  });
  for (const [fields, options] of definition.indexes ?? []) schema.index(fields, options);
  guardCommands(schema);
  return connection.model(name, schema) as unknown as Model<Row>;
}

/** Field declarations shared by all records. */
export const field = {
  text: { type: String, required: true },
  optionalText: { type: String, default: null },
  number: { type: Number, required: true },
  flag: { type: Boolean, required: true },
  texts: { type: [String], default: undefined, required: true },
  mixed: { type: Schema.Types.Mixed, required: true },
  optionalMixed: { type: Schema.Types.Mixed, default: null },
  /** When a record let go of this one; it goes, unless another refers to it (`removeReleased`). */
  released: { type: Date },
  choice: (values: readonly string[]) => ({ type: String, required: true, enum: [...values] }),
} as const;

/** The agency's own number, the area, and the area with all it lies in. */
export const recordFields = { _id: field.text, areaCode: field.text, areaPath: field.texts };

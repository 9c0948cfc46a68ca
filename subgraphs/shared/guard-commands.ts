import type { Schema } from 'mongoose';

/** The usual SUBGRAPH_TIMEOUT_MS: after it nobody waits for what the database would still find. */
export const commandTimeMs = 10_000;

const filtered = [
  'find',
  'findOne',
  'countDocuments',
  'distinct',
  'updateOne',
  'updateMany',
  'replaceOne',
  'deleteOne',
  'deleteMany',
  'findOneAndUpdate',
  'findOneAndReplace',
  'findOneAndDelete',
] as const;

/**
 * What a model refuses beside what mongoose does, before the database is asked: an undefined in a filter, which would
 * be sent as null, and an update or removal of many whose filter fits everything. Each query and aggregation ends in
 * the database after `commandTimeMs`.
 */
export function guardCommands(schema: Schema): void {
  schema.pre([...filtered], function () {
    refuseUndefined(this.getFilter());
    if (this.getOptions().maxTimeMS === undefined) this.setOptions({ maxTimeMS: commandTimeMs });
  });
  schema.pre(['updateMany', 'deleteMany'], function () {
    refuseEverything(this.getFilter());
  });
  schema.pre('aggregate', function () {
    refuseUndefined(this.pipeline());
    this.options.maxTimeMS ??= commandTimeMs;
  });
  schema.pre('bulkWrite', function (operations) {
    for (const operation of operations) {
      for (const [kind, statement] of Object.entries(operation)) {
        const { filter } = statement as { filter?: object };
        if (filter !== undefined) refuseUndefined(filter);
        if (kind === 'updateMany' || kind === 'deleteMany') refuseEverything(filter ?? {});
      }
    }
  });
}

/** @throws Error that names the place of the first undefined, and no value. */
function refuseUndefined(filter: object): void {
  const path = pathOfUndefined(filter);
  if (path !== null) throw new Error(`${path.join('.')} is undefined in a filter; leave it out, or give it a value.`);
}

function pathOfUndefined(part: unknown): string[] | null {
  if (part === undefined) return [];
  if (part === null || typeof part !== 'object') return null;
  for (const [name, value] of Object.entries(part)) {
    const path = pathOfUndefined(value);
    if (path !== null) return [name, ...path];
  }
  return null;
}

function refuseEverything(filter: object): void {
  if (fitsEverything(filter))
    throw new Error('An update or removal of many has an empty filter; say which documents are meant.');
}

function fitsEverything(filter: object): boolean {
  return Object.entries(filter).every(([name, value]) => {
    const parts = Array.isArray(value) ? (value as object[]) : [];
    if (name === '$and') return parts.every(fitsEverything);
    return name === '$or' && parts.some(fitsEverything);
  });
}

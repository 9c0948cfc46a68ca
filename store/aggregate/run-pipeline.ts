import { type StageName } from '../capabilities';
import { CommandError, notHere } from '../command-error';
import type { Catalog } from '../data/catalog';
import type { Collection } from '../data/collection';
import type { Deadline } from '../plan/deadline';
import { countRecords, findRecords, type Search } from '../plan/find-records';
import { type Doc, isDocument } from '../values/document';
import { checkSort } from '../values/sort-pattern';
import { type Stage, stages } from './stages';

export interface Surroundings {
  readonly catalog: Catalog;
  readonly database: string;
}

/** Runs a pipeline over a collection. What of its beginning a find can do is done as a find, so with indexes. */
export function runPipeline(
  collection: Collection | undefined,
  pipeline: readonly unknown[],
  surroundings: Surroundings,
  deadline: Deadline,
): readonly Doc[] {
  const compiled = compilePipeline(pipeline);
  const { search, stagesUsed } = beginning(pipeline);
  const counted = countOnly(pipeline);
  if (counted) return counted(countRecords(collection, search, deadline));
  const found = findRecords(collection, search, deadline).records.map(({ document }) => document);
  return compiled
    .slice(stagesUsed)
    .reduce<readonly Doc[]>((docs, stage) => stage(docs, { ...surroundings, deadline }), found);
}

/** @throws CommandError naming the first stage, operator or operand that cannot be run. */
export function compilePipeline(pipeline: readonly unknown[]): Stage[] {
  return pipeline.map((stage, at) => {
    const [name, ...others] = isDocument(stage) ? Object.keys(stage) : [];
    if (!isDocument(stage) || name === undefined || others.length > 0) {
      throw new CommandError(40323, 'A pipeline stage specification object must contain exactly one field.');
    }
    if (!Object.hasOwn(stages, name)) throw notHere('pipeline stage', name, 40324);
    if (name === '$merge' && at < pipeline.length - 1)
      throw new CommandError(40601, '$merge can only be the final stage in the pipeline');
    return stages[name as StageName](stage[name]);
  });
}

// $match, then $sort, then $limit: what a find takes.
function beginning(pipeline: readonly unknown[]): { search: Search; stagesUsed: number } {
  let search: Search = { filter: {} };
  let stagesUsed = 0;
  const next = (name: StageName): unknown => (pipeline[stagesUsed] as Doc | undefined)?.[name];
  if (isDocument(next('$match'))) search = { filter: (pipeline[stagesUsed++] as Doc).$match as Doc };
  if (isDocument(next('$sort'))) search = { ...search, sort: checkSort((pipeline[stagesUsed++] as Doc).$sort as Doc) };
  if (next('$limit') !== undefined) search = { ...search, limit: Number((pipeline[stagesUsed++] as Doc).$limit) };
  return { search, stagesUsed };
}

/** How countDocuments of the drivers counts: `$match`, then `$group` by a constant with one sum of ones. */
function countOnly(pipeline: readonly unknown[]): ((count: number) => Doc[]) | undefined {
  const [match, group, ...others] = pipeline as readonly Doc[];
  const spec = group?.$group;
  if (!match || !('$match' in match) || !isDocument(spec) || others.length > 0) return undefined;
  const [name = '', ...otherFields] = Object.keys(spec).filter((field) => field !== '_id');
  const sum = spec[name];
  if (typeof spec._id !== 'number' || otherFields.length > 0 || !isDocument(sum) || sum.$sum !== 1) return undefined;
  return (count) => (count === 0 ? [] : [{ _id: spec._id, [name]: count }]);
}

import type { StageName } from '../capabilities';
import { badValue, CommandError, failedToParse } from '../command-error';
import { compileFilter } from '../match/compile-filter';
import type { Deadline } from '../plan/deadline';
import { sortBy } from '../plan/find-records';
import { compileAddFields, compileProjection } from '../project/compile-projection';
import { type Doc, isDocument } from '../values/document';
import { keyFields } from '../values/index-keys';
import { toNumber } from '../values/numbers';
import { checkSort } from '../values/sort-pattern';
import { compileForDocument } from './compile-expression';
import { facetStage } from './facet-stage';
import { groupStage } from './group-stage';
import { mergeStage } from './merge-stage';
import type { Surroundings } from './run-pipeline';
import { unionWithStage } from './union-with-stage';
import { unwindStage } from './unwind-stage';

export interface StageRun extends Surroundings {
  readonly deadline: Deadline;
}

export type Stage = (docs: readonly Doc[], run: StageRun) => readonly Doc[];

export const stages: Readonly<Record<StageName, (spec: unknown) => Stage>> = {
  $match: (spec) => {
    const matches = compileFilter(documentIn(spec, 15959, 'the match filter must be an expression in an object'));
    return (docs, { deadline }) =>
      docs.filter((doc) => {
        deadline.tick();
        return matches(doc);
      });
  },
  $group: groupStage,
  $sort: (spec) => {
    const fields = keyFields(
      checkSort(documentIn(spec, 15973, 'the $sort key specification must be an object'), 15976),
    );
    return (docs, { deadline }) => sortBy(docs, (doc) => doc, fields, deadline);
  },
  $skip: (spec) => {
    const count = wholeNumber('$skip', spec, 0, 15972);
    return (docs) => docs.slice(count);
  },
  $limit: (spec) => {
    const count = wholeNumber('$limit', spec, 1, 15957);
    return (docs) => docs.slice(0, count);
  },
  $project: (spec) => {
    const fields = documentIn(spec, 15969, '$project specification must be an object');
    if (Object.keys(fields).length === 0)
      throw new CommandError(51272, 'Invalid $project :: specification must have at least one field');
    return eachWith(compileProjection(fields, compileForDocument));
  },
  $addFields: (spec) =>
    eachWith(
      compileAddFields(documentIn(spec, 40272, '$addFields specification stage must be an object'), compileForDocument),
    ),
  $unwind: unwindStage,
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
      throw badValue('the count field must be a non-empty string without $ and dots');
    }
    return (docs) => (docs.length === 0 ? [] : [{ [spec]: docs.length }]);
  },
  $facet: facetStage,
  $unionWith: unionWithStage,
  $merge: mergeStage,
};

function documentIn(spec: unknown, code: number, message: string): Doc {
  if (isDocument(spec)) return spec;
  throw new CommandError(code, message);
}

function wholeNumber(name: string, spec: unknown, least: number, code: number): number {
  const number = toNumber(spec);
  if (number === undefined) throw new CommandError(code, `Argument to ${name} stage must be a number`);
  if (!Number.isInteger(number)) throw failedToParse(`Argument to ${name} must be a whole number, not ${number}`);
  if (number < least)
    throw new CommandError(name === '$limit' ? 15958 : 15956, `Argument to ${name} must be at least ${least}`);
  return number;
}

function eachWith(shape: (doc: Doc) => Doc): Stage {
  return (docs, { deadline }) =>
    docs.map((doc) => {
      deadline.tick();
      return shape(doc);
    });
}

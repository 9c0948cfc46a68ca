import type { DataObject, FetchStep } from '../plan/prepared-plan';
import type { SubgraphAnswer } from '../transport/subgraph-client';
import { type Execution, fail } from './execution';
import { noteErrors } from './locate-errors';
import { mergeInto } from './merge-data';
import { failureOf } from './tell-failure';

const wrongCount = 'A subgraph did not answer for each object that it was asked for.';
const wrongType = 'A subgraph answered with an object of another type.';

/** Merges what a subgraph answered into the objects that asked, and notes what it told of errors. */
export function takeAnswer(
  { data, errors }: SubgraphAnswer,
  step: FetchStep,
  asked: readonly (readonly DataObject[])[],
  execution: Execution,
): void {
  if (data === undefined || data === null) {
    // An error of the whole fetch is told at each field that it leaves null; only one with a place of its own stays.
    noteErrors(errors, step, asked, execution, { onlyWithin: true });
    fail(execution, asked.flat(), failureOf(errors?.[0], step));
    return;
  }
  if (step.represent === null) takeData(data, step, asked[0] ?? [], execution);
  else {
    const entities = Object.hasOwn(data, '_entities') ? data._entities : undefined;
    if (!Array.isArray(entities) || entities.length !== asked.length) {
      fail(execution, asked.flat(), failureOf(errors?.[0], step, wrongCount));
      return;
    }
    for (let index = 0; index < entities.length; index += 1) {
      takeEntity(entities[index], step, asked[index] ?? [], execution);
    }
  }
  noteErrors(errors, step, asked, execution);
}

function takeData(data: DataObject, step: FetchStep, targets: readonly DataObject[], execution: Execution): void {
  step.rewrite?.(data);
  for (const target of targets) mergeInto(target, data);
  if (targets.length > 1) execution.hasShared = true;
}

function takeEntity(entity: unknown, step: FetchStep, targets: readonly DataObject[], execution: Execution): void {
  if (entity === null) {
    fail(execution, targets, { subgraph: step.subgraph, code: null, message: '', keys: step.brings });
    return;
  }
  if (typeof entity !== 'object' || Array.isArray(entity)) {
    fail(execution, targets, failureOf(undefined, step));
    return;
  }
  const object = entity as DataObject;
  const fitting = Object.hasOwn(object, '__typename') ? fittingTargets(object, step, targets, execution) : targets;
  takeData(object, step, fitting, execution);
}

/** The targets of which an entity can be the rest. It tells its type where it knows better, else the target's stays. */
function fittingTargets(
  entity: DataObject,
  step: FetchStep,
  targets: readonly DataObject[],
  execution: Execution,
): readonly DataObject[] {
  const told = entity.__typename;
  const before = targets[0]?.__typename;
  if (told === before) return targets;
  if (typeof told === 'string' && typeof before === 'string') {
    if (step.relations.fits(told, before)) return targets;
    if (step.relations.fits(before, told)) {
      Reflect.deleteProperty(entity, '__typename');
      return targets;
    }
  }
  fail(execution, targets, failureOf(undefined, step, wrongType));
  return [];
}

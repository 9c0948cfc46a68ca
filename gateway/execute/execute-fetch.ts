import { GraphQLError } from 'graphql';

import { plannedVariable } from '../plan/normalise-operation';
import type { DataObject, FetchStep } from '../plan/prepared-plan';
import type { SubgraphAnswer } from '../transport/subgraph-client';
import { collectObjects } from './collect-objects';
import { type Execution, fail, type Failure } from './execution';
import { noteErrors } from './locate-errors';
import { mergeInto } from './merge-data';

/** Sends one request body to a subgraph; rejects with a GraphQLError that carries a code of the catalogue. */
export type AskSubgraph = (subgraph: string, body: string) => Promise<SubgraphAnswer>;

export interface FetchContext {
  readonly ask: AskSubgraph;
  /** The client's variables, completed, under the names that are sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly execution: Execution;
}

/** One fetch of a plan: collect the objects, ask, merge, note what went wrong. Never rejects. */
export async function executeFetch(step: FetchStep, context: FetchContext): Promise<void> {
  const { execution } = context;
  const objects = collectObjects(execution.data, step.path);
  if (objects.length === 0) return;
  const groups = step.represent === null ? null : groupByRepresentation(objects, step, execution);
  if (groups?.size === 0) return;
  const asked = groups === null ? objects : [...groups.values()].flat();
  let answer: SubgraphAnswer;
  try {
    answer = await context.ask(step.subgraph, requestBody(step, groups, context.variables));
  } catch (error) {
    fail(execution, asked, failureOf(error, step));
    return;
  }
  takeAnswer(answer, step, objects, groups, execution);
}

type Groups = ReadonlyMap<string, DataObject[]>;

/** Objects by the text of their representation: equal ones are asked for once. */
function groupByRepresentation(objects: readonly DataObject[], step: FetchStep, execution: Execution): Groups {
  const groups = new Map<string, DataObject[]>();
  for (const object of objects) {
    const representation = step.represent?.(object);
    if (representation === undefined) failForMissing(object, step, execution);
    if (representation == null) continue;
    const group = groups.get(representation);
    if (group === undefined) groups.set(representation, [object]);
    else group.push(object);
  }
  return groups;
}

// What a fetch requires was to be brought by another. Its failure is the reason why these fields are not there either.
function failForMissing(object: DataObject, step: FetchStep, execution: Execution): void {
  const earlier = execution.failures.get(object)?.[0];
  const failure = earlier ?? { subgraph: step.subgraph, code: 'SUBGRAPH_INVALID_RESPONSE', message: missing };
  fail(execution, [object], { ...failure, keys: step.brings });
}

const missing = 'A field that another subgraph needs was not there.';

function requestBody(step: FetchStep, groups: Groups | null, values: Readonly<Record<string, unknown>>): string {
  const variables = groups === null ? [] : [`"representations":[${[...groups.keys()].join(',')}]`];
  for (const name of step.variables) {
    const value = values[name];
    if (value !== undefined) variables.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  }
  return `${step.bodyStart}{${variables.join(',')}}}`;
}

/** The client's variables under the names that are sent. */
export function sentVariables(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [plannedVariable(name), value]));
}

function takeAnswer(
  { data, errors }: SubgraphAnswer,
  step: FetchStep,
  objects: readonly DataObject[],
  groups: Groups | null,
  execution: Execution,
): void {
  const asked = groups === null ? [objects] : [...groups.values()];
  if (data === undefined || data === null) {
    // An error of the whole fetch is told at each field that it leaves null; only one with a place of its own stays.
    noteErrors(errors, step, asked, execution, { onlyWithin: true });
    fail(execution, asked.flat(), failureOf(errors?.[0], step));
    return;
  }
  if (groups === null) {
    step.rewrite?.(data);
    for (const object of objects) mergeInto(object, data);
  } else {
    const entities = Object.hasOwn(data, '_entities') ? data._entities : undefined;
    if (!Array.isArray(entities) || entities.length !== asked.length) {
      fail(execution, asked.flat(), failureOf(errors?.[0], step, wrongCount));
    } else entities.forEach((entity: unknown, index) => takeEntity(entity, step, asked[index] ?? [], execution));
  }
  noteErrors(errors, step, asked, execution);
}

const wrongCount = 'A subgraph did not answer for each object that it was asked for.';

function takeEntity(entity: unknown, step: FetchStep, targets: readonly DataObject[], execution: Execution): void {
  if (entity === null) {
    // Not found: its fields are null, as the subgraph said.
    const nothing = Object.fromEntries(
      [...step.brings].filter((key) => key !== '__typename').map((key) => [key, null]),
    );
    for (const target of targets) mergeInto(target, nothing);
    return;
  }
  if (typeof entity !== 'object' || Array.isArray(entity)) {
    fail(execution, targets, failureOf(undefined, step));
    return;
  }
  step.rewrite?.(entity);
  for (const target of targets) mergeInto(target, entity as DataObject);
}

/** What to tell of the fields that a fetch did not bring. */
function failureOf(
  error: unknown,
  step: FetchStep,
  otherwise = 'A subgraph gave an answer that cannot be read.',
): Failure {
  const base = { subgraph: step.subgraph, keys: step.brings };
  if (error instanceof GraphQLError) {
    return { ...base, code: codeOf(error.extensions.code) ?? 'SUBGRAPH_UNAVAILABLE', message: error.message };
  }
  const told = error as { message?: unknown; extensions?: { code?: unknown } } | undefined;
  if (typeof told?.message !== 'string') return { ...base, code: 'SUBGRAPH_INVALID_RESPONSE', message: otherwise };
  return { ...base, code: codeOf(told.extensions?.code) ?? 'SUBGRAPH_ERROR', message: told.message };
}

function codeOf(code: unknown): string | undefined {
  return typeof code === 'string' ? code : undefined;
}

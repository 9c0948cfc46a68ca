import type { DataObject, FetchBatch, FetchStep } from '../plan/prepared-plan';
import type { AnswerBody, SubgraphAnswer } from '../transport/read-answer';
import { collectObjects } from './collect-objects';
import type { Exchanges } from './exchanges';
import { type Execution, fail } from './execution';
import { takeAnswer } from './take-answer';
import { failureOf } from './tell-failure';

/**
 * Sends one request body to a subgraph and gives the body of its answer; rejects with a GraphQLError that carries a code
 * of the catalogue. `unit` is the part of the plan that asks.
 */
export type AskSubgraph = (subgraph: string, body: string, unit: FetchStep | FetchBatch) => Promise<AnswerBody>;

export interface FetchContext {
  readonly ask: AskSubgraph;
  /** The client's variables, completed, under the names that are sent. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly execution: Execution;
  /** Takes what is asked and answered; null when that is of no use. */
  readonly exchanges: Exchanges | null;
}

/** What a fetch asks of its subgraph for the objects that are there. */
export interface Question {
  readonly step: FetchStep;
  /** The representations, each once; null for a fetch without them. */
  readonly representations: readonly string[] | null;
  /** The objects of each representation; those of a fetch without representations are one group. */
  readonly asked: readonly (readonly DataObject[])[];
}

/** null when there is nothing to ask for. */
export function questionOf(step: FetchStep, execution: Execution): Question | null {
  const objects = collectObjects(execution.data, step.path, execution.hasShared);
  if (objects.length === 0) return null;
  if (step.represent === null) return { step, representations: null, asked: [objects] };
  const groups = groupByRepresentation(objects, step, execution);
  return groups.size === 0 ? null : { step, representations: [...groups.keys()], asked: [...groups.values()] };
}

/** Asks one question in a request of its own, and takes the answer. `unit` is what is known to have asked. */
export async function askQuestion(
  { step, representations, asked }: Question,
  context: FetchContext,
  unit: FetchStep | FetchBatch = step,
): Promise<void> {
  const { variables, execution } = context;
  const own = representations === null ? [] : [`"representations":[${representations.join(',')}]`];
  let answer: SubgraphAnswer;
  try {
    answer = await askAndRead(unit, step.subgraph, bodyOf(step, own, variables), context);
  } catch (error) {
    fail(execution, asked.flat(), failureOf(error, step));
    return;
  }
  takeAnswer(answer, step, asked, execution);
}

/** @throws GraphQLError with a SUBGRAPH_ code; SUBGRAPH_INVALID_RESPONSE when what came is not a GraphQL answer. */
export async function askAndRead(
  unit: FetchStep | FetchBatch,
  subgraph: string,
  body: string,
  { ask, exchanges }: FetchContext,
): Promise<SubgraphAnswer> {
  const answer = await ask(subgraph, body, unit);
  const read = answer.read(subgraph);
  exchanges?.note(unit, { subgraph, body, answer });
  return read;
}

/** The text of a request: what is constant, the representations, and those of the client's variables that are used. */
export function bodyOf(
  { bodyStart, variables }: { readonly bodyStart: string; readonly variables: readonly string[] },
  representations: readonly string[],
  values: FetchContext['variables'],
): string {
  const texts = [...representations];
  for (const name of variables) {
    const value = values[name];
    if (value !== undefined) texts.push(`${JSON.stringify(name)}:${JSON.stringify(value)}`);
  }
  return `${bodyStart}{${texts.join(',')}}}`;
}

/** Objects by the text of their representation: equal ones are asked for once. */
function groupByRepresentation(
  objects: readonly DataObject[],
  step: FetchStep,
  execution: Execution,
): ReadonlyMap<string, DataObject[]> {
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
  const failures = execution.failures.get(object) ?? [];
  const earlier = failures.find(({ code }) => code !== null) ?? failures[0];
  const failure = earlier ?? { subgraph: step.subgraph, code: 'SUBGRAPH_INVALID_RESPONSE', message: missing };
  fail(execution, [object], { ...failure, keys: step.brings });
}

const missing = 'A field that another subgraph needs was not there.';

import type { DataObject, FetchStep } from '../plan/prepared-plan';
import type { SubgraphAnswer } from '../transport/subgraph-client';
import { collectObjects } from './collect-objects';
import { type Execution, fail } from './execution';
import { takeAnswer } from './take-answer';
import { failureOf } from './tell-failure';

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
  const objects = collectObjects(execution.data, step.path, execution.hasShared);
  if (objects.length === 0) return;
  const groups = step.represent === null ? null : groupByRepresentation(objects, step, execution);
  if (groups?.size === 0) return;
  // The objects of each representation; those of a fetch without representations are one group.
  const asked = groups === null ? [objects] : [...groups.values()];
  let answer: SubgraphAnswer;
  try {
    answer = await context.ask(step.subgraph, requestBody(step, groups, context.variables));
  } catch (error) {
    fail(execution, asked.flat(), failureOf(error, step));
    return;
  }
  takeAnswer(answer, step, asked, execution);
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
  const failures = execution.failures.get(object) ?? [];
  const earlier = failures.find(({ code }) => code !== null) ?? failures[0];
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

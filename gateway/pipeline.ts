import { type DocumentNode, getVariableValues, type OperationDefinitionNode } from 'graphql';

import type { InFlight } from '../common/in-flight';
import { badVariables } from './errors';
import { executeDeferred } from './execute/execute-deferred';
import { executePlan } from './execute/execute-plan';
import type { ExecutionOutcome } from './execute/execution';
import { sentVariables } from './execute/sent-variables';
import type { PreparedPlan } from './plan/prepared-plan';
import type { Supergraph } from './plan/supergraph';
import { shapeIncrementally } from './shape/shape-incrementally';
import { shapeResponse } from './shape/shape-response';
import type { SubgraphAnswer } from './transport/read-answer';
import type { AskOptions } from './transport/subgraph-client';

/** An operation that Apollo Server has parsed and validated against the supergraph's API schema. */
export interface ValidatedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Whether the client takes deferred fragments later; else the answer is whole. */
  readonly mayDefer?: boolean;
  /** Tells that the client has left. */
  readonly signal?: AbortSignal | undefined;
}

export interface PipelineServices {
  readonly ask: (subgraph: string, body: string, options: AskOptions) => Promise<SubgraphAnswer>;
  /** Where equal operations meet; null when each is executed by itself. */
  readonly sharing: InFlight<ExecutionOutcome> | null;
}

/** The life of an operation: variables completed, planned, executed, shaped. */
export async function runOperation(
  { document, operation, variables, mayDefer = false, signal }: ValidatedOperation,
  supergraph: Supergraph,
  services: PipelineServices,
): Promise<ExecutionOutcome> {
  const values = completeVariables(operation, variables, supergraph);
  const plan = await supergraph.plans.planFor(document, operation, values, mayDefer);
  const run = async (until: AbortSignal | undefined): Promise<ExecutionOutcome> => {
    const options = { mayRepeat: plan.operationKind === 'query', signal: until };
    const ask = (subgraph: string, body: string): Promise<SubgraphAnswer> => services.ask(subgraph, body, options);
    const context = { ask, variables: sentVariables(values) };
    if (!plan.shape.hasDeferred) return shapeResponse(await executePlan(plan, context), plan.shape, values);
    const execution = executeDeferred(plan, context);
    await execution.primary.done;
    return shapeIncrementally(execution, plan.shape, values);
  };
  // A mutation is done as often as it is asked for, and what comes later is read by one client alone.
  if (services.sharing === null || plan.operationKind === 'mutation' || plan.shape.hasDeferred) return run(signal);
  return services.sharing.share(`${numberOf(plan)} ${JSON.stringify(values)}`, signal, run);
}

const numbers = new WeakMap<PreparedPlan, number>();
let lastNumber = 0;

/** A number that no other plan has: equal operations of one supergraph have one plan. */
function numberOf(plan: PreparedPlan): number {
  const known = numbers.get(plan);
  if (known !== undefined) return known;
  lastNumber += 1;
  numbers.set(plan, lastNumber);
  return lastNumber;
}

const noVariables = Object.freeze({});

/** @throws GraphQLError BAD_USER_INPUT for a value that is not one of its variable's type. */
function completeVariables(
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  { apiSchema }: Supergraph,
): Readonly<Record<string, unknown>> {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return noVariables;
  const { coerced, errors } = getVariableValues(apiSchema, definitions, given, { maxErrors: 10 });
  if (errors !== undefined) throw badVariables(errors);
  return coerced;
}

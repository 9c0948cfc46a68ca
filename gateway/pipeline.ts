import { type DocumentNode, getVariableValues, type OperationDefinitionNode } from 'graphql';

import { badVariables } from './errors';
import type { AskSubgraph } from './execute/execute-fetch';
import { executePlan } from './execute/execute-plan';
import type { ExecutionOutcome } from './execute/execution';
import { sentVariables } from './execute/sent-variables';
import type { Supergraph } from './plan/supergraph';
import { shapeResponse } from './shape/shape-response';

/** An operation that Apollo Server has parsed and validated against the supergraph's API schema. */
export interface ValidatedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The life of an operation: variables completed, planned, executed, shaped. */
export async function runOperation(
  { document, operation, variables }: ValidatedOperation,
  supergraph: Supergraph,
  ask: AskSubgraph,
): Promise<ExecutionOutcome> {
  const values = completeVariables(operation, variables, supergraph);
  const plan = await supergraph.plans.planFor(document, operation, values);
  const execution = await executePlan(plan, { ask, variables: sentVariables(values) });
  return shapeResponse(execution, plan.shape, values);
}

/** @throws GraphQLError BAD_USER_INPUT for a value that is not one of its variable's type. */
function completeVariables(
  operation: OperationDefinitionNode,
  given: Readonly<Record<string, unknown>>,
  { apiSchema }: Supergraph,
): Readonly<Record<string, unknown>> {
  const definitions = operation.variableDefinitions ?? [];
  if (definitions.length === 0) return given;
  const { coerced, errors } = getVariableValues(apiSchema, definitions, given, { maxErrors: 10 });
  if (errors !== undefined) throw badVariables(errors);
  return coerced;
}

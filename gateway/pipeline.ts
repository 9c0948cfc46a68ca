import { type DocumentNode, getVariableValues, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';

import type { Cancellation } from '../common/cancellation';
import type { InFlight } from '../common/in-flight';
import type { AuditLog } from './audit/audit-log';
import type { Access } from './audit/entry';
import { anonymous, type Asker } from './auth/viewer';
import { keysChanged } from './authorise/changes';
import { identityTold } from './authorise/identity-told';
import { personKeysIn } from './authorise/person-keys';
import type { OperationCost, Spending } from './cost/spending';
import { badVariables, ClientError } from './errors';
import { executeDeferred } from './execute/execute-deferred';
import type { ExecutionOutcome } from './execute/execution';
import type { AskSubgraph } from './execute/question';
import { sentVariables } from './execute/sent-variables';
import { explainPlan, type Explanation } from './explain/explain-plan';
import type { PreparedPlan } from './plan/prepared-plan';
import type { Supergraph } from './plan/supergraph';
import type { RememberedRuns } from './remembered-runs';
import { shapeIncrementally } from './shape/shape-incrementally';
import { shapeResponse } from './shape/shape-response';
import type { AnswerBody } from './transport/read-answer';
import type { AskOptions } from './transport/subgraph-client';

/** An operation that Apollo Server has parsed and validated against the supergraph's API schema. */
export interface ValidatedOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Who asks; nobody when it is not told. */
  readonly asker?: Asker;
  /** Whether the client takes deferred fragments later; else the answer is whole. */
  readonly mayDefer?: boolean;
  /** Tells that the client has left. */
  readonly signal?: Cancellation | undefined;
  /** Is told what will be run, before anything is asked of a subgraph; what it throws ends the operation. */
  readonly onPlan?: ((planned: PlannedOperation) => void) | undefined;
  /** Is told what the operation cost. */
  readonly report?: ((cost: OperationCost) => void) | undefined;
  /** Under which logs tell of the request. */
  readonly requestId?: string | undefined;
}

/** An operation's plan, and the supergraph that it belongs to. */
export interface PlannedOperation {
  readonly plan: PreparedPlan;
  readonly supergraph: Supergraph;
}

/** Runs an operation over the generation whose schema it was validated against. */
export type RunOperation = (schema: GraphQLSchema, operation: ValidatedOperation) => Promise<ExecutionOutcome>;

/** Tells what running an operation would mean, and runs nothing. */
export type ExplainOperation = (schema: GraphQLSchema, operation: ValidatedOperation) => Promise<Explanation>;

export interface PipelineServices {
  readonly ask: (subgraph: string, body: string, options: AskOptions) => Promise<AnswerBody>;
  /** Where equal operations meet; null when each is executed by itself. */
  readonly sharing: InFlight<ExecutionOutcome> | null;
  readonly runs: RememberedRuns;
  /** What operations may cost; null where nothing limits them. */
  readonly spending: Spending | null;
  /** Where looks at persons' records and protected changes are noted; without it there are none. */
  readonly audit: Pick<AuditLog, 'append'> | null;
}

/** The life of an operation: variables completed, authorised, planned, executed, shaped. */
export async function runOperation(
  {
    document,
    operation,
    variables,
    asker = anonymous,
    mayDefer = false,
    signal,
    onPlan,
    report,
    requestId = '',
  }: ValidatedOperation,
  supergraph: Supergraph,
  services: PipelineServices,
): Promise<ExecutionOutcome> {
  const values = completeVariables(operation, variables, supergraph);
  const rights = supergraph.authorisation.rightsOf(asker);
  const plan = await supergraph.plans.planFor(document, operation, values, { rights, mayDefer });
  // An answer that is logged is whole when it leaves.
  if (plan.shape.hasDeferred && plan.access.personal.length > 0) {
    const whole = { document, operation, variables, asker, signal, onPlan, report, requestId };
    return runOperation(whole, supergraph, services);
  }
  onPlan?.({ plan, supergraph });
  const spending = supergraph.saysCosts ? services.spending?.begin(asker, plan.costOf(values)) : undefined;
  const { changes } = plan.access;
  if (changes.length > 0) {
    const coordinates = changes.map(({ coordinate }) => coordinate);
    const noted = { coordinates, keys: keysChanged(changes, values), requestId };
    await note(plan, asker, noted, services.audit).catch((error: unknown) => {
      spending?.end(0);
      throw error;
    });
  }
  const outcome = await runPlan(plan, values, identityTold(plan.access, asker), signal, services);
  if (spending !== undefined) report?.(spending.end(outcome.cost));
  const { denied, personal } = plan.access;
  if (personal.length > 0) {
    const seen = { coordinates: personal, keys: outcome.personKeys ?? [], requestId };
    await note(plan, asker, seen, services.audit);
  }
  return denied.length === 0 ? outcome : { ...outcome, errors: [...outcome.errors, ...denied] };
}

/** The same up to the plan: what it would ask of whom, at what cost, and without what. */
export async function explainOperation(
  { document, operation, variables, asker = anonymous }: ValidatedOperation,
  supergraph: Supergraph,
  { spending }: Pick<PipelineServices, 'spending'>,
): Promise<Explanation> {
  const values = completeVariables(operation, variables, supergraph);
  const rights = supergraph.authorisation.rightsOf(asker);
  const plan = await supergraph.plans.planFor(document, operation, values, { rights });
  const cost = supergraph.saysCosts ? (spending?.outlook(asker, plan.costOf(values)) ?? null) : null;
  return explainPlan(plan, cost);
}

/**
 * @throws ClientError AUDIT_UNAVAILABLE: an answer with records of persons does not leave unnoted, and no protected change
 * is made unnoted.
 */
async function note(
  { access }: PreparedPlan,
  { viewer, purpose }: Asker,
  noted: Pick<Access, 'coordinates' | 'keys' | 'requestId'>,
  audit: PipelineServices['audit'],
): Promise<void> {
  if (audit === null || viewer === null) throw new ClientError('AUDIT_UNAVAILABLE', 503);
  await audit.append({ viewer: viewer.id, agency: viewer.agency, purpose, operation: access.digest, ...noted });
}

async function runPlan(
  plan: PreparedPlan,
  values: Values,
  identity: string,
  signal: Cancellation | undefined,
  services: PipelineServices,
): Promise<ExecutionOutcome> {
  const sent = sentVariables(values);
  const asking = (until: Cancellation | undefined): AskSubgraph => {
    const options = { mayRepeat: plan.operationKind === 'query', signal: until, identity };
    return (subgraph, body, { isChange, target }) => services.ask(subgraph, body, { ...options, isChange, target });
  };
  // What comes later is read by one client alone.
  if (plan.shape.hasDeferred) {
    const execution = executeDeferred(plan, { ask: asking(signal), variables: sent, exchanges: null });
    await execution.primary.done;
    return shapeIncrementally(execution, plan.shape, values);
  }
  // Everything that the answer depends on beside what the subgraphs tell. A mutation is done as often as it is asked for.
  const key = plan.operationKind === 'mutation' ? null : `${numberOf(plan)} ${identity} ${JSON.stringify(values)}`;
  const run = (until: Cancellation | undefined): Promise<ExecutionOutcome> =>
    services.runs.run(key, plan, { ask: asking(until), variables: sent }, (execution) => {
      const outcome = shapeResponse(execution, plan.shape, values);
      return plan.access.personal.length === 0 ? outcome : { ...outcome, personKeys: personKeysIn(execution.data) };
    });
  if (key === null) return run(signal).finally(() => services.sharing?.partFromRunning());
  if (services.sharing === null) return run(signal);
  return services.sharing.share(key, signal, run);
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

type Values = Readonly<Record<string, unknown>>;

const noVariables: Values = Object.freeze({});

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

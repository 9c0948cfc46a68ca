import { type DocumentNode, type OperationDefinitionNode, OperationTypeNode, print } from 'graphql';

import { compileShape, type ShapeSources } from './compile-shape';
import { conditionVariables, type NormalisedOperation, normaliseOperation } from './normalise-operation';
import type { PlanSource } from './plan-source';
import { preparePlan } from './prepare-plan';
import type { PreparedPlan } from './prepared-plan';
import type { SupergraphOptions } from './supergraph';

/** An operation of a parsed document, with what decides which plan it takes. */
interface KnownOperation {
  readonly conditions: readonly string[];
  /**
   * The normalised operation by the values of the conditions, with and without @defer; the plan itself is kept in one
   * place only.
   */
  readonly texts: Map<string, string>;
}

// A document with many conditions has more combinations of their values than are worth remembering.
const mostTexts = 64;

/**
 * Plans by normalised operation, the least recently used forgotten first. An operation is planned once however many ask
 * for it at the same time. Parsed documents, which Apollo Server keeps by text, lead to their plans without a look at
 * the text.
 */
export class PlanCache {
  private readonly known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, KnownOperation>>();
  private readonly byText = new Map<string, Promise<PreparedPlan>>();
  /** Those being made. Only a plan that is made makes another one be forgotten. */
  private readonly inMaking = new Map<string, Promise<PreparedPlan>>();

  constructor(
    private readonly planner: Pick<PlanSource, 'plan'>,
    private readonly sources: ShapeSources,
    private readonly options: SupergraphOptions,
  ) {}

  get size(): number {
    return this.byText.size;
  }

  /** The normalised operations used last, most recent first. */
  recentOperations(count: number): string[] {
    return [...this.byText.keys()].slice(-count).reverse();
  }

  /**
   * Without `mayDefer` the plan is that of the operation without @defer.
   * @throws ClientError OPERATION_TOO_LARGE, PLANNING_TIMEOUT or PLANNING_BUSY.
   */
  planFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Readonly<Record<string, unknown>>,
    mayDefer = false,
  ): Promise<PreparedPlan> {
    const known = this.knownOperation(document, operation);
    const key = valuesOf(known.conditions, conditions) + (mayDefer ? ' defer' : '');
    const text = known.texts.get(key);
    const plan = text === undefined ? undefined : this.byText.get(text);
    if (text !== undefined && plan !== undefined) {
      this.touch(text, plan);
      return plan;
    }
    const { fieldNames } = this.sources;
    const { maxSelections } = this.options;
    const options = { conditions, mayDefer, fieldNames, maxSelections };
    return this.planByText(() => normaliseOperation(document, operation, options), known, key);
  }

  private knownOperation(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const operations = this.known.get(document) ?? new Map<OperationDefinitionNode, KnownOperation>();
    const known = operations.get(operation);
    if (known !== undefined) return known;
    const first = { conditions: conditionVariables(document), texts: new Map<string, string>() };
    this.known.set(document, operations.set(operation, first));
    return first;
  }

  private async planByText(
    normalise: () => NormalisedOperation,
    known: KnownOperation,
    key: string,
  ): Promise<PreparedPlan> {
    const normalised = normalise();
    const text = print(normalised.asked);
    if (known.texts.size >= mostTexts) known.texts.clear();
    known.texts.set(key, text);
    const plan = this.byText.get(text);
    if (plan === undefined) return this.inMaking.get(text) ?? this.make(text, normalised);
    this.touch(text, plan);
    return plan;
  }

  private async makePlan(normalised: NormalisedOperation): Promise<PreparedPlan> {
    const shape = compileShape(normalised.asked, this.sources, normalised.planLabels);
    const kind = normalised.asked.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
    if (!normalised.needsPlan) return { operationKind: kind, root: null, deferred: [], shape };
    const plan = await this.planner.plan(print(normalised.planned), this.options.overrideLabels);
    return preparePlan(plan, shape, kind, this.sources.relations);
  }

  private make(text: string, normalised: NormalisedOperation): Promise<PreparedPlan> {
    const plan = this.makePlan(normalised);
    this.inMaking.set(text, plan);
    plan.then(
      () => this.keep(text, plan),
      // One that failed is made anew when it is asked for again.
      () => this.inMaking.delete(text),
    );
    return plan;
  }

  private keep(text: string, plan: Promise<PreparedPlan>): void {
    this.inMaking.delete(text);
    this.byText.set(text, plan);
    const oldest = this.byText.keys().next();
    if (this.byText.size > this.options.planCacheEntries && !oldest.done) this.byText.delete(oldest.value);
  }

  /** Makes a plan the one that is forgotten last. */
  private touch(text: string, plan: Promise<PreparedPlan>): void {
    this.byText.delete(text);
    this.byText.set(text, plan);
  }
}

function valuesOf(conditions: readonly string[], variables: Readonly<Record<string, unknown>>): string {
  let values = '';
  for (const name of conditions) values += variables[name] === true ? '1' : variables[name] === undefined ? '-' : '0';
  return values;
}

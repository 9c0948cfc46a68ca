import { type DocumentNode, type OperationDefinitionNode, OperationTypeNode, print } from 'graphql';

import { compileShape, type ShapeSources } from './compile-shape';
import { conditionVariables, normaliseOperation } from './normalise-operation';
import type { PlanSource } from './plan-source';
import { preparePlan } from './prepare-plan';
import type { PreparedPlan } from './prepared-plan';
import type { SupergraphOptions } from './supergraph';

/** An operation of a parsed document, with what decides which plan it takes. */
interface KnownOperation {
  readonly conditions: readonly string[];
  /** By the values of the conditions. */
  readonly plans: Map<string, Promise<PreparedPlan>>;
}

/**
 * Plans by normalised operation, the least recently used forgotten first. An operation is planned once however many ask
 * for it at the same time. Parsed documents, which Apollo Server keeps by text, lead to their plans without a look at
 * the text.
 */
export class PlanCache {
  private readonly known = new WeakMap<DocumentNode, Map<OperationDefinitionNode, KnownOperation>>();
  private readonly byText = new Map<string, Promise<PreparedPlan>>();

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

  /** @throws ClientError OPERATION_TOO_LARGE or PLANNING_TIMEOUT. */
  planFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Promise<PreparedPlan> {
    const known = this.knownOperation(document, operation);
    const key = known.conditions.map((name) => (variables[name] === true ? '1' : '0')).join('');
    const plan = known.plans.get(key) ?? this.planByText(document, operation, variables);
    known.plans.set(key, plan);
    plan.catch(() => known.plans.delete(key));
    return plan;
  }

  private knownOperation(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const operations = this.known.get(document) ?? new Map<OperationDefinitionNode, KnownOperation>();
    this.known.set(document, operations);
    const known = operations.get(operation) ?? { conditions: conditionVariables(document), plans: new Map() };
    operations.set(operation, known);
    return known;
  }

  private async planByText(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Readonly<Record<string, unknown>>,
  ): Promise<PreparedPlan> {
    const { fieldNames } = this.sources;
    const { maxSelections } = this.options;
    const normalised = normaliseOperation(document, operation, { conditions, fieldNames, maxSelections });
    const key = print(normalised.asked);
    const plan = this.byText.get(key) ?? this.makePlan(normalised);
    this.keep(key, plan);
    return plan;
  }

  private async makePlan(normalised: ReturnType<typeof normaliseOperation>): Promise<PreparedPlan> {
    const shape = compileShape(normalised.asked, this.sources);
    const kind = normalised.asked.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
    if (!normalised.needsPlan) return { operationKind: kind, root: null, shape };
    const plan = await this.planner.plan(print(normalised.planned), this.options.overrideLabels);
    return preparePlan(plan, shape, kind, this.sources.relations);
  }

  private keep(key: string, plan: Promise<PreparedPlan>): void {
    this.byText.delete(key);
    this.byText.set(key, plan);
    plan.catch(() => this.byText.delete(key));
    const oldest = this.byText.keys().next();
    if (this.byText.size > this.options.planCacheEntries && !oldest.done) this.byText.delete(oldest.value);
  }
}

import {
  type DocumentNode,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  print,
  type SelectionNode,
} from 'graphql';

import type { Authorisation } from '../authorise/authorisation';
import { planAccess } from '../authorise/plan-access';
import type { Rights } from '../authorise/rights';
import { compileCost } from '../cost/compile-cost';
import { compileShape, type ShapeSources } from './compile-shape';
import { deprecatedUses } from './deprecated-uses';
import { conditionVariables, type NormalisedOperation, normaliseOperation } from './normalise-operation';
import type { PlanSource } from './plan-source';
import { preparePlan } from './prepare-plan';
import type { PreparedPlan } from './prepared-plan';
import type { SupergraphOptions } from './supergraph';

/** What shapes are compiled from, but for what introspection shows: that depends on who asks. */
export type PlanSources = Omit<ShapeSources, 'introspected'>;

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
    private readonly sources: PlanSources,
    private readonly authorisation: Authorisation,
    private readonly options: SupergraphOptions,
  ) {}

  get size(): number {
    return this.byText.size;
  }

  /** The normalised operations used last, most recent first. What is made for certain rights is left out. */
  recentOperations(count: number): string[] {
    const texts = [...this.byText.keys()].filter((text) => !text.includes(forRights));
    return texts.slice(-count).reverse();
  }

  /**
   * Without `mayDefer` the plan is that of the operation without @defer. What the rights do not allow is not in it.
   * @throws ClientError OPERATION_TOO_LARGE, PLANNING_TIMEOUT or PLANNING_BUSY.
   */
  planFor(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Readonly<Record<string, unknown>>,
    { rights, mayDefer = false }: { readonly rights: Rights; readonly mayDefer?: boolean },
  ): Promise<PreparedPlan> {
    const known = this.knownOperation(document, operation);
    const key = `${valuesOf(known.conditions, conditions)}${mayDefer ? ' defer' : ''} ${rights.key}`;
    const text = known.texts.get(key);
    const plan = text === undefined ? undefined : this.byText.get(text);
    if (text !== undefined && plan !== undefined) {
      this.touch(text, plan);
      return plan;
    }
    const { fieldNames } = this.sources;
    const { maxSelections } = this.options;
    const authorise = (each: OperationDefinitionNode) => this.authorisation.authorise(each, rights);
    const addKeys = (each: OperationDefinitionNode) => this.authorisation.addKeys(each);
    const options = { conditions, mayDefer, fieldNames, maxSelections, authorise, addKeys };
    return this.planByText(() => normaliseOperation(document, operation, options), { known, key, rights });
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
    { known, key, rights }: { readonly known: KnownOperation; readonly key: string; readonly rights: Rights },
  ): Promise<PreparedPlan> {
    const normalised = normalise();
    const text = print(normalised.asked) + partFor(rights, normalised);
    if (known.texts.size >= mostTexts) known.texts.clear();
    known.texts.set(key, text);
    const plan = this.byText.get(text);
    if (plan === undefined) return this.inMaking.get(text) ?? this.make(text, normalised, rights);
    this.touch(text, plan);
    return plan;
  }

  private async makePlan(text: string, normalised: NormalisedOperation, rights: Rights): Promise<PreparedPlan> {
    const introspected = asksOfSchema(normalised) ? this.authorisation.visibleTo(rights) : this.sources.schema;
    const shape = compileShape(normalised.asked, { ...this.sources, introspected }, normalised.planLabels);
    const access = planAccess(normalised, this.authorisation.protections, text);
    const kind = normalised.asked.operation === OperationTypeNode.MUTATION ? 'mutation' : 'query';
    const parts = {
      operationKind: kind,
      shape,
      access,
      deprecations: deprecatedUses(normalised.asked, this.sources.schema),
      costOf: compileCost(normalised.planned, this.sources),
    } as const;
    if (!normalised.needsPlan) return { ...parts, root: null, deferred: [] };
    const plan = await this.planner.plan(print(normalised.planned), this.options.overrideLabels);
    return preparePlan(plan, parts, this.sources.relations);
  }

  private make(text: string, normalised: NormalisedOperation, rights: Rights): Promise<PreparedPlan> {
    const plan = this.makePlan(text, normalised, rights);
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

const forRights = '\n# for rights ';

/** What two plans of one text differ in: the schema that introspection shows, and what a dry run tells. */
function partFor({ key }: Rights, normalised: NormalisedOperation): string {
  const differs = asksOfSchema(normalised) || (normalised.isDryRun === true && normalised.denied.length > 0);
  return differs && key.includes('0') ? `${forRights}${key}` : '';
}

function asksOfSchema({ asked }: NormalisedOperation): boolean {
  const asks = (selections: readonly SelectionNode[]): boolean =>
    selections.some((each) => {
      if (each.kind === Kind.FIELD) return each.name.value === '__schema' || each.name.value === '__type';
      return each.kind === Kind.INLINE_FRAGMENT && asks(each.selectionSet.selections);
    });
  return asks(asked.selectionSet.selections);
}

import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import {
  type DocumentNode,
  type GraphQLSchema,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  print,
  printSchema,
  visit,
} from 'graphql';

import type { Protections } from '../authorise/protections';
import { readProtections } from '../authorise/read-protections';
import type { Costs } from '../cost/costs';
import { readCosts } from '../cost/read-costs';
import { dropProvidedArguments } from './drop-provided-arguments';
import { type HiddenFields, hideRequiredFields } from './hide-required-fields';
import { planDeferred } from './plan-deferred';
import type { QueryPlan } from './query-plan';
import { refuseContext } from './refuse-context';
import { repairSupergraph } from './repair-supergraph';
import { restoreRequiredFields } from './restore-required-fields';

/** What the serving thread needs of a supergraph: plain data. */
export interface SupergraphTables {
  /** The schema that clients see, as SDL: a text for each definition. */
  readonly apiDefinitions: readonly string[];
  readonly subgraphs: readonly { readonly name: string; readonly url: string }[];
  /** Every field name of the supergraph, hidden ones included. */
  readonly fieldNames: readonly string[];
  /** For each interface and union the names of all types that are one, hidden ones included. */
  readonly subtypes: Readonly<Record<string, readonly string[]>>;
  /** Interfaces that some subgraph knows as an object type: their objects may come without a type. */
  readonly interfaceObjects: readonly string[];
  readonly protections: Protections;
  readonly costs: Costs;
}

export interface PlannerCore {
  readonly tables: SupergraphTables;
  /** Plans one operation without fragments and conditions. `labels` are the override labels that hold. */
  plan(operation: string, labels: readonly string[]): QueryPlan;
}

/** The only file that knows Apollo's planner. It runs in the planning thread: it is slow, and can be made to be. */
export function createPlannerCore(supergraphSdl: string): PlannerCore {
  const given = parse(supergraphSdl, { noLocation: true });
  refuseContext(given);
  const { document, hidden } = hideRequiredFields(dropProvidedArguments(repairSupergraph(given)));
  const supergraph = Supergraph.build(document, { validateSupergraph: false });
  const planner = new QueryPlanner(supergraph, {
    reuseQueryFragments: false,
    incrementalDelivery: { enableDefer: true },
  });
  const apiSchema = supergraph.apiSchema();
  return {
    tables: {
      apiDefinitions: apiDefinitions(apiSchema.toGraphQLJSSchema({ includeDefer: true }), hidden),
      subgraphs: supergraph.subgraphsMetadata().map(({ name, url }) => ({ name, url })),
      ...typeTables(supergraph),
      interfaceObjects: interfaceObjects(document),
      protections: readProtections(given),
      costs: readCosts(given),
    },
    plan: (operation, labels) => {
      const overrideConditions = new Map(labels.map((label) => [label, true]));
      const planOnce = (document: DocumentNode): QueryPlan => {
        const parsed = operationFromDocument(apiSchema, document);
        return planner.buildQueryPlan(parsed, { overrideConditions }) as unknown as QueryPlan;
      };
      return restoreRequiredFields(planDeferred(parse(operation, { noLocation: true }), planOnce), hidden);
    },
  };
}

function apiDefinitions(schema: GraphQLSchema, { byName }: HiddenFields): string[] {
  const FieldDefinition = {
    enter: ({ name }: { name: { value: string } }) => (byName.has(name.value) ? null : undefined),
  };
  const document = visit(parse(printSchema(schema), { noLocation: true }), { FieldDefinition });
  return document.definitions.map((node) => print(node));
}

function typeTables(supergraph: Supergraph): Pick<SupergraphTables, 'fieldNames' | 'subtypes'> {
  const schema = supergraph.schema.toGraphQLJSSchema();
  const fieldNames = new Set<string>();
  const subtypes: Record<string, string[]> = {};
  const all = Object.values(schema.getTypeMap());
  for (const type of all) {
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const name of Object.keys(type.getFields())) fieldNames.add(name);
    }
    if (!isAbstractType(type)) continue;
    subtypes[type.name] = all
      .filter((other) => (isObjectType(other) || isInterfaceType(other)) && schema.isSubType(type, other))
      .map(({ name }) => name);
  }
  return { fieldNames: [...fieldNames], subtypes };
}

function interfaceObjects(supergraph: DocumentNode): string[] {
  return supergraph.definitions.flatMap((node) => {
    if (node.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
    const flags = (node.directives ?? []).flatMap((directive) => directive.arguments ?? []);
    return flags.some(({ name }) => name.value === 'isInterfaceObject') ? [node.name.value] : [];
  });
}

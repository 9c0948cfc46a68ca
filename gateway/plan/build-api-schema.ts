import {
  type DefinitionNode,
  GraphQLSchema,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  specifiedDirectives,
} from 'graphql';
import { extendSchemaImpl } from 'graphql/utilities/extendSchema';

import { paceWork } from './pace-work';

type SchemaConfig = ReturnType<GraphQLSchema['toConfig']>;

const nothing: SchemaConfig = {
  description: undefined,
  types: [],
  directives: [],
  extensions: Object.create(null) as SchemaConfig['extensions'],
  extensionASTNodes: [],
  assumeValid: true,
  query: undefined,
  mutation: undefined,
  subscription: undefined,
  astNode: undefined,
};

/**
 * graphql-js's buildSchema in small steps, so that a large schema does not hold up the requests that are served
 * meanwhile. The planner has found the schema valid; it is not validated again, here or by Apollo Server.
 */
export async function buildApiSchema(definitions: readonly string[]): Promise<GraphQLSchema> {
  const pace = paceWork();
  const nodes: DefinitionNode[] = [];
  for (const text of definitions) {
    nodes.push(...parse(text, { noLocation: true }).definitions);
    await pace();
  }
  const config = extendSchemaImpl(nothing, { kind: Kind.DOCUMENT, definitions: nodes }, { assumeValid: true });
  for (const type of config.types) {
    workOut(type);
    await pace();
  }
  return new GraphQLSchema({ ...config, ...rootTypes(config), directives: withSpecified(config.directives) });
}

/** A type works out its fields or members when they are first asked for, and keeps them. */
function workOut(type: SchemaConfig['types'][number]): void {
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) type.getFields();
  if (isObjectType(type) || isInterfaceType(type)) type.getInterfaces();
  if (isUnionType(type)) type.getTypes();
}

/** SDL without a schema definition has the root types of the usual names. */
function rootTypes({ astNode, types }: SchemaConfig): Partial<SchemaConfig> {
  if (astNode != null) return {};
  const named = (name: string) => types.filter(isObjectType).find((type) => type.name === name);
  return { query: named('Query'), mutation: named('Mutation'), subscription: named('Subscription') };
}

function withSpecified(defined: SchemaConfig['directives']): SchemaConfig['directives'] {
  const names = new Set(defined.map(({ name }) => name));
  return [...defined, ...specifiedDirectives.filter(({ name }) => !names.has(name))];
}

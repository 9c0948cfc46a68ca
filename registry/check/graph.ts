import { buildSchema, type DocumentNode, type GraphQLSchema, isInterfaceType, isObjectType, parse } from 'graphql';

import type { Protections } from '../../gateway/authorise/protections';
import { readProtections } from '../../gateway/authorise/read-protections';
import type { HasField } from '../../gateway/authorise/weakened';
import type { Costs } from '../../gateway/cost/costs';
import { readCosts } from '../../gateway/cost/read-costs';

/** A supergraph read for comparison. */
export interface Graph {
  readonly digest: string;
  readonly document: DocumentNode;
  /** What clients see. */
  readonly schema: GraphQLSchema;
  readonly protections: Protections;
  readonly costs: Costs;
  readonly has: HasField;
}

/** @throws Error when a gateway would refuse to serve it: a protection or cost that cannot be read. */
export function readGraph(digest: string, sdl: string, api: string): Graph {
  const document = parse(sdl, { noLocation: true });
  const schema = buildSchema(api, { assumeValid: true });
  return {
    digest,
    document,
    schema,
    protections: readProtections(document),
    costs: readCosts(document),
    has: (coordinate) => hasField(schema, coordinate),
  };
}

function hasField(schema: GraphQLSchema, coordinate: string): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  return (isObjectType(type) || isInterfaceType(type)) && Object.hasOwn(type.getFields(), fieldName);
}

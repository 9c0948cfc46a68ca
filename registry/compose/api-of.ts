import { Supergraph } from '@apollo/federation-internals';
import { printSchema } from 'graphql';

/**
 * What clients see of a supergraph, as SDL.
 * @throws GraphQLError when nothing can be shown of it.
 */
export function apiOf(supergraph: string): string {
  return printSchema(Supergraph.build(supergraph, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema());
}

import type { FastifyInstance } from 'fastify';
import { type GraphQLSchema, printSchema } from 'graphql';

import type { Authenticator } from '../auth/authenticator';
import type { Asker } from '../auth/viewer';
import type { ResolveDocument } from '../trusted-documents/resolve-document';
import { askerOf, authenticate } from './authenticate';
import { compressedContent } from './compression';
import { entityTag, isUnchanged, keptBy } from './revalidation';

export interface SchemaEndpoint {
  /** What introspection shows to those who ask. */
  readonly visibleSchema: (asker: Asker) => GraphQLSchema;
  readonly authenticator: Authenticator;
  readonly resolveDocument: ResolveDocument;
}

/** `/schema.graphql`: what introspection shows to the viewer, as SDL. Where introspection is not run, neither is this. */
export function addSchemaRoute(app: FastifyInstance, endpoint: SchemaEndpoint): void {
  const printed = new WeakMap<GraphQLSchema, { readonly text: string; readonly tag: string }>();
  const print = (schema: GraphQLSchema) => {
    const text = `${printSchema(schema)}\n`;
    const known = { text, tag: entityTag(text) };
    printed.set(schema, known);
    return known;
  };
  app.get('/schema.graphql', { onRequest: authenticate(app, endpoint.authenticator) }, async (request, reply) => {
    const asker = askerOf(request);
    endpoint.resolveDocument({ query: '{ __schema { types { name } } }', id: undefined, hash: undefined }, asker);
    const schema = endpoint.visibleSchema(asker);
    const { text, tag } = printed.get(schema) ?? print(schema);
    reply.headers(keptBy(asker, tag));
    if (isUnchanged(request, tag)) return reply.code(304).send();
    reply.type('text/plain; charset=utf-8');
    return (await compressedContent(text, request, reply)) ?? text;
  });
}

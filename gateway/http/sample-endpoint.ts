import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import Negotiator from 'negotiator';

import { ClientError } from '../errors';
import { tableFormats } from '../formats/table-format';
import { readSamples } from '../samples/read-samples';
import { reservedNames, type SampleOperation } from '../samples/sample-operation';
import { sampleVariables } from '../samples/sample-variables';
import { askerOf, authenticate } from './authenticate';
import type { GraphQLRoute } from './graphql-endpoint';
import type { SchemaEndpoint } from './schema-endpoint';
import type { ServePage } from './web-endpoint';

/**
 * `/samples.json`, the sample operations that fit what the viewer may use, and `/q/NAME`, which runs one: for a browser the
 * page that asks it as who is signed in there, for everybody else as a GET of `/graphql` would.
 */
export async function addSampleRoutes(
  app: FastifyInstance,
  endpoint: Pick<SchemaEndpoint, 'visibleSchema' | 'authenticator'>,
  graphql: GraphQLRoute,
  page: ServePage,
): Promise<void> {
  const samples = await readSamples();
  const offered = offeredTo(samples);
  app.get('/samples.json', { onRequest: authenticate(app, endpoint.authenticator) }, (request, reply) => {
    const schema = endpoint.visibleSchema(askerOf(request));
    return reply.header('vary', 'authorization, x-purpose').send({ samples: offered(schema) });
  });
  app.get<{ Params: { name: string } }>('/q/:name', {
    ...graphql,
    preHandler: (request, reply, done) => {
      const sample = samples.get((request.params as { readonly name: string }).name);
      reply.header('vary', 'accept, accept-encoding, authorization, x-purpose');
      if (isForPage(request)) {
        if (sample === undefined) reply.code(404);
        void page(request, reply);
        return;
      }
      if (sample === undefined) throw unknown(samples);
      askOf(request, sample);
      done();
    },
  } as RouteOptions);
  app.route({
    method: ['OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/q/:name',
    handler: (_request, reply: FastifyReply) => {
      reply.header('allow', 'GET');
      throw new ClientError('METHOD_NOT_ALLOWED', 405, 'Run an operation by its name with GET.');
    },
  });
}

/** Of an operation that asks for what the viewer may not use, not even the name is offered. */
function offeredTo(samples: ReadonlyMap<string, SampleOperation>): (schema: GraphQLSchema) => SampleOperation[] {
  const documents = new Map([...samples.values()].map((sample) => [sample, parse(sample.text)]));
  const known = new WeakMap<GraphQLSchema, SampleOperation[]>();
  return (schema) => {
    const offered =
      known.get(schema) ??
      [...documents].filter(([sample, document]) => fits(schema, sample, document)).map(([sample]) => sample);
    known.set(schema, offered);
    return offered;
  };
}

/** Without a type for changes in the schema, nothing is said against a change. */
function fits(schema: GraphQLSchema, { kind }: SampleOperation, document: DocumentNode): boolean {
  const root = schema.getRootType(kind);
  return root != null && validate(schema, document).length === 0;
}

const dataTypes = [
  'application/json',
  'application/graphql-response+json',
  ...Object.values(tableFormats).map(({ mediaType }) => mediaType),
];

/** A browser that goes to the address shows no token: the page does, when it asks. */
function isForPage({ url, headers }: FastifyRequest): boolean {
  if (new URL(url, 'http://localhost').searchParams.has('format')) return false;
  const accepted = new Negotiator({ headers: { accept: headers.accept ?? '*/*' } });
  return accepted.mediaType([...dataTypes, 'text/html']) === 'text/html';
}

function unknown(samples: ReadonlyMap<string, SampleOperation>): ClientError {
  const message = `There is no operation of this name. There are ${[...samples.keys()].join(', ')}.`;
  return new ClientError('NOT_FOUND', 404, message);
}

/**
 * Makes the request one of `/graphql`, by GET, so that changes are refused.
 * @throws ClientError BAD_USER_INPUT
 */
function askOf(request: FastifyRequest, sample: SampleOperation): void {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const given = new Map(
    [...searchParams.keys()]
      .filter((name) => !reservedNames.includes(name))
      .map((name) => [name, searchParams.getAll(name)]),
  );
  const asked = new URLSearchParams({
    query: sample.text,
    variables: JSON.stringify(sampleVariables(sample, given)),
    ...(sample.rows !== null && { rows: sample.rows }),
  });
  for (const name of ['format', 'rows', 'header', 'bom']) {
    const value = searchParams.get(name);
    if (value !== null) asked.set(name, value);
  }
  request.raw.url = `/graphql?${asked.toString()}`;
  // Apollo Server takes a GET that a page of others could cause only with this. Such a page's request says where it is
  // from; a program's does not.
  const from = request.headers['sec-fetch-site'] ?? 'none';
  if (from === 'none' || from === 'same-origin') request.headers['apollo-require-preflight'] = '1';
}

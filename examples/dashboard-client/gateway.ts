import { initGraphQLTada, type TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';

import type { introspection } from './graphql-env';

/** Operations written with it have the types of the schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { AreaCode: string; Month: string; Date: string; DateTime: string };
}>();

export interface GatewayError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly subgraph?: string };
}

export interface Answer<Data> {
  /** What came; whatever is missing is null, and told in `errors`. */
  readonly data: Data | null;
  readonly errors: readonly GatewayError[];
  /** The subgraphs that failed: what is theirs may be asked for again later. */
  readonly degraded: readonly string[];
}

export interface Gateway {
  readonly url: string;
  readonly token: string;
  /** Asks; `fetch` where nothing else is given. */
  readonly send?: typeof fetch;
}

/**
 * Asks an operation; part of an answer is an answer.
 * @throws Error when nothing came that could be an answer.
 */
export async function ask<Data, Variables>(
  { url, token, send = fetch }: Gateway,
  operation: TadaDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  const response = await send(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: print(operation), variables }),
  });
  const answer = (await response.json()) as {
    data?: Data | null;
    errors?: readonly GatewayError[];
    extensions?: { degraded?: readonly string[] };
  };
  if (answer.data === undefined && answer.errors === undefined) {
    throw new Error(`What answers at the gateway's address is none (status ${response.status}).`);
  }
  return { data: answer.data ?? null, errors: answer.errors ?? [], degraded: answer.extensions?.degraded ?? [] };
}

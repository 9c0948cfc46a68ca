import type { GraphQLFormattedError } from 'graphql';
import Negotiator from 'negotiator';

import type { PendingResult, SubsequentPayload } from '../execute/incremental-outcome';

type Payload = SubsequentPayload<GraphQLFormattedError>;

/** How the payloads of a media type for answers in parts are written. */
export interface IncrementalFormat {
  /** What the first has beside data and errors. */
  first(pending: readonly PendingResult[]): { readonly hasNext: boolean };
  subsequent(payload: Payload): { readonly hasNext: boolean };
}

/** `multipart/mixed; incrementalSpec=v0.2`: what is to come is told first, and then named by its id. */
const current: IncrementalFormat = {
  first: (pending) => ({ pending: pending.map(announced), hasNext: true }),
  subsequent: ({ completed, pending, hasNext }) => ({
    ...some('pending', pending.map(announced)),
    ...some(
      'incremental',
      completed.flatMap(({ pending: { id }, data, errors }) => (data === null ? [] : [{ id, data, ...told(errors) }])),
    ),
    completed: completed.map(({ pending: { id }, data, errors }) => ({ id, ...(data === null && told(errors)) })),
    hasNext,
  }),
};

/** `multipart/mixed; deferSpec=20220824`: each result says its place. */
const legacy: IncrementalFormat = {
  first: () => ({ hasNext: true }),
  subsequent: ({ completed, hasNext }) => ({
    incremental: completed.map(({ pending: { path, label }, data, errors }) => ({
      data,
      path,
      ...(label !== undefined && { label }),
      ...told(errors),
    })),
    hasNext,
  }),
};

function announced({ id, path, label }: PendingResult) {
  return { id, path, ...(label !== undefined && { label }) };
}

function told(errors: readonly GraphQLFormattedError[]) {
  return some('errors', errors);
}

/** A list under its name, left out when nothing is in it. */
function some(name: string, list: readonly unknown[]): Readonly<Record<string, readonly unknown[]>> {
  return list.length === 0 ? {} : { [name]: list };
}

// As Apollo Server knows them, which chooses among them once more when it writes the answer.
const formats: Readonly<Record<string, IncrementalFormat | null>> = {
  'multipart/mixed': null,
  'multipart/mixed; incrementalSpec=v0.2': current,
  'multipart/mixed; deferSpec=20220824': legacy,
};
const single = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

/** How a client takes an answer in parts, by its `accept` header; null when it takes none. */
export function incrementalFormat(accept: string | undefined): IncrementalFormat | null {
  // Most clients take none, and are not kept up with choosing.
  if (accept === undefined || !/multipart\/mixed/i.test(accept)) return null;
  return formats[chosen(accept, Object.keys(formats)) ?? ''] ?? null;
}

export function acceptsSingle(accept: string | undefined): boolean {
  return chosen(accept, single) !== undefined;
}

/** In which media type to answer in one part, whatever a client takes. */
export function singleMediaType(accept: string | undefined): string {
  return chosen(accept, single) ?? 'application/json; charset=utf-8';
}

function chosen(accept: string | undefined, available: readonly string[]): string | undefined {
  return new Negotiator({ headers: { accept } }).mediaType(available);
}

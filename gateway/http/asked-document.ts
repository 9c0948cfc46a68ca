import type { FastifyRequest } from 'fastify';

import type { Asker } from '../auth/viewer';
import { ClientError } from '../errors';
import type { AskedDocument, ResolveDocument } from '../trusted-documents/resolve-document';

/**
 * Puts the text of the document that a request names in its place, so that whoever reads the request after this sees a
 * text alone. What is no request for one operation is left to Apollo Server, which refuses it.
 * @throws ClientError
 */
export function giveDocument(request: FastifyRequest, resolve: ResolveDocument, asker: Asker): void {
  if (request.method === 'POST') request.body = bodyWithText(request.body, resolve, asker);
  if (request.method === 'GET') request.raw.url = addressWithText(request.url, resolve, asker);
}

/** Whether a document is asked for in the address by its id: then it is a trusted one, and the address says all. */
export function isAskedById({ method, url }: FastifyRequest): boolean {
  if (method !== 'GET') return false;
  const { searchParams } = new URL(url, 'http://localhost');
  return idOf(searchParams.get('id') ?? searchParams.get('documentId')) !== undefined && !searchParams.has('query');
}

function bodyWithText(body: unknown, resolve: ResolveDocument, asker: Asker): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const { id, documentId, extensions, ...rest } = body as Record<string, unknown>;
  if (typeof (rest.query ?? '') !== 'string') return body;
  const asked = {
    query: (rest.query as string | null | undefined) ?? undefined,
    id: idOf(id ?? documentId),
    hash: hashIn(extensions),
  };
  const query = resolve(asked, asker);
  if (query === undefined || (query === asked.query && asked.hash === undefined)) return body;
  return { ...rest, query };
}

function addressWithText(address: string, resolve: ResolveDocument, asker: Asker): string {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  // Apollo Server refuses two texts.
  if (searchParams.getAll('query').length > 1) return address;
  const asked: AskedDocument = {
    query: searchParams.get('query') ?? undefined,
    id: idOf(searchParams.get('id') ?? searchParams.get('documentId')),
    hash: hashIn(parsed(searchParams.get('extensions'))),
  };
  const query = resolve(asked, asker);
  if (query === undefined || (query === asked.query && asked.hash === undefined)) return address;
  for (const name of ['id', 'documentId', 'extensions']) searchParams.delete(name);
  searchParams.set('query', query);
  return `${pathname}?${searchParams.toString()}`;
}

function idOf(id: unknown): string | undefined {
  return typeof id === 'string' && id !== '' ? id : undefined;
}

function hashIn(extensions: unknown): string | undefined {
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  const { persistedQuery } = extensions as { readonly persistedQuery?: unknown };
  if (persistedQuery === undefined || persistedQuery === null) return undefined;
  const { version, sha256Hash } = persistedQuery as { readonly version?: unknown; readonly sha256Hash?: unknown };
  if (version === 1 && typeof sha256Hash === 'string') return sha256Hash;
  throw new ClientError('BAD_REQUEST', 400, 'extensions.persistedQuery has version 1 and a sha256Hash.');
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    // Apollo Server tells of it.
    return undefined;
  }
}

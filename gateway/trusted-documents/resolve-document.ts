import type { Asker } from '../auth/viewer';
import { ClientError } from '../errors';
import { type OperationLimits, refuseCostlyText } from '../validate/operation-limits';
import { type DocumentModes, modeOf } from './document-mode';
import { digestOf } from './manifest';
import type { PersistedQueries } from './persisted-queries';
import type { TrustedDocuments } from './trusted-documents';
import type { UntrustedLog } from './untrusted-log';

/** How a request tells which document it asks. */
export interface AskedDocument {
  readonly query: string | undefined;
  /** `id` or `documentId`. */
  readonly id: string | undefined;
  /** `extensions.persistedQuery.sha256Hash`. */
  readonly hash: string | undefined;
}

/**
 * The text to run; undefined when none was asked for.
 * @throws ClientError TRUSTED_DOCUMENT_REQUIRED, PERSISTED_QUERY_NOT_FOUND, PERSISTED_QUERY_NOT_SUPPORTED,
 *   PERSISTED_QUERY_HASH_MISMATCH or BAD_REQUEST.
 */
export type ResolveDocument = (asked: AskedDocument, asker: Asker) => string | undefined;

export interface DocumentSources {
  /** Those trusted now; null when none were given. */
  readonly trusted: () => TrustedDocuments | null;
  /** Those that the gateway's own pages send, by their ids alone. */
  readonly ofPages: TrustedDocuments;
  readonly modes: DocumentModes;
  readonly persisted: PersistedQueries;
  readonly untrusted: UntrustedLog;
  readonly limits: OperationLimits;
}

export function createDocumentResolver(sources: DocumentSources): ResolveDocument {
  return ({ query, id, hash }, asker) => {
    // Where no document has an id, one beside a text means something else.
    if (id !== undefined && (query === undefined || sources.trusted() !== null))
      return textById(id, query ?? hash, sources);
    if (query === undefined) return hash === undefined ? undefined : textByHash(hash, asker, sources);
    if (hash !== undefined && hash !== digestOf(query)) throw new ClientError('PERSISTED_QUERY_HASH_MISMATCH');
    const text = permitted(query, asker, sources);
    if (hash !== undefined) keep(hash, query, asker, sources);
    return text;
  };
}

function textById(id: string, other: string | undefined, { trusted, ofPages }: DocumentSources): string {
  if (other !== undefined) {
    throw new ClientError('BAD_REQUEST', 400, 'Send the id of a document or its text, not both.');
  }
  const ofPage = ofPages.textOf(id);
  if (ofPage !== undefined) return ofPage;
  const documents = trusted();
  if (documents === null) throw new ClientError('PERSISTED_QUERY_NOT_SUPPORTED');
  const text = documents.textOf(id);
  if (text === undefined) throw new ClientError('PERSISTED_QUERY_NOT_FOUND');
  return text;
}

// Clients of persisted queries read these two answers when they come with status 200, and then send the text.
const answered = 200;

function textByHash(hash: string, asker: Asker, sources: DocumentSources): string {
  const { persisted, trusted } = sources;
  const text = trusted()?.textOf(hash) ?? (mayKeep(asker, sources) ? persisted.find(hash) : undefined);
  if (text !== undefined) return text;
  const isSupported = trusted() !== null || mayKeep(asker, sources);
  throw new ClientError(isSupported ? 'PERSISTED_QUERY_NOT_FOUND' : 'PERSISTED_QUERY_NOT_SUPPORTED', answered);
}

function permitted(query: string, asker: Asker, { trusted, modes, untrusted, limits }: DocumentSources): string {
  const mode = modeOf(asker, modes);
  if (mode === 'off' || (mode !== 'ids-only' && trusted()?.has(query) === true)) return query;
  if (mode === 'ids-only') throw required('Send the id of a trusted document and no text.');
  refuseCostlyText(query, limits);
  const same = trusted()?.sameAs(query);
  if (same !== undefined) return same;
  if (mode === 'allow-list') throw required('This operation is none of the trusted documents.');
  untrusted.note(query);
  return query;
}

function required(message: string): ClientError {
  return new ClientError('TRUSTED_DOCUMENT_REQUIRED', 400, message);
}

function keep(hash: string, query: string, asker: Asker, sources: DocumentSources): void {
  if (asker.viewer !== null && mayKeep(asker, sources)) sources.persisted.keep(hash, query, asker.viewer.id);
}

/** Where texts are not free, none is kept on a client's word. */
function mayKeep(asker: Asker, { persisted, modes }: DocumentSources): boolean {
  const mode = modeOf(asker, modes);
  return asker.viewer !== null && persisted.isOn && (mode === 'off' || mode === 'log');
}

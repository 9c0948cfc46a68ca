import { extname, join } from 'node:path';

import { ToldError } from '../../common/told-error';
import type { SourceState } from '../shared/data-sources';
import type { Deliveries, Work } from './delivery';
import { type Env, secretOf } from './secret';
import type { HttpsPlace } from './source-settings';
import { spool } from './spool';

/** What an address holds, unless it says that nothing is new. Only the host of the address is asked. */
export async function* fromHttps(place: HttpsPlace, { folder, env, known, signal }: Work): Deliveries {
  const deadline = AbortSignal.timeout(place.timeout);
  const either = AbortSignal.any([signal, deadline]);
  try {
    const response = await fetch(place.address, {
      headers: { 'accept-encoding': 'identity', ...conditions(known), ...credentialsOf(place, env) },
      redirect: 'manual',
      signal: either,
    });
    if (response.status === 304) {
      await response.body?.cancel();
      yield { nothingNew: true, dataAsOf: known.lastModified === undefined ? new Date().toISOString() : null };
      return;
    }
    const body = await bodyOf(response, place);
    const file = join(folder, `download${extensionOf(place.address, response)}`);
    const digest = await spool(file, body, { maxBytes: place.maxBytes, signal: either });
    const state = stateOf(response);
    const told = Date.parse(state.lastModified ?? '');
    const dataAsOf = new Date(Number.isNaN(told) ? Date.now() : Math.min(told, Date.now())).toISOString();
    yield { file, digest, dataAsOf, state, settle: () => Promise.resolve(null) };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ToldError) throw error;
    if (deadline.aborted) throw new ToldError(`the source took longer than ${place.timeout / 1_000} s`);
    throw new ToldError(failureText(error));
  }
}

function conditions({ etag, lastModified }: SourceState): Record<string, string> {
  return {
    ...(etag !== undefined && { 'if-none-match': etag }),
    ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
  };
}

function credentialsOf({ credentials }: HttpsPlace, env: Env): Record<string, string> {
  if (credentials === undefined) return {};
  const secret = secretOf(credentials, env);
  if (/[\r\n\0]/.test(secret)) throw new ToldError('the credentials hold a line end, which no header may');
  const { scheme, header } = credentials;
  const value = { Bearer: `Bearer ${secret}`, Basic: `Basic ${Buffer.from(secret).toString('base64')}`, none: secret };
  return { [header]: value[scheme] };
}

async function bodyOf(response: Response, { maxBytes }: HttpsPlace): Promise<AsyncIterable<Uint8Array>> {
  const refuse = async (why: string): Promise<never> => {
    await response.body?.cancel();
    throw new ToldError(why);
  };
  if (response.status >= 300 && response.status < 400) {
    return refuse('the source sends to another address; redirects are not followed, so give the address itself');
  }
  if (response.status === 401 || response.status === 403) {
    return refuse(`the source does not take the credentials (${response.status})`);
  }
  if (response.status !== 200 || response.body === null) return refuse(`the source answers with ${response.status}`);
  if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
    return refuse(`the source has more than ${maxBytes} bytes; raise maxBytes if it may`);
  }
  return response.body;
}

function stateOf({ headers }: Response): SourceState {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return { ...(etag !== null && { etag }), ...(lastModified !== null && { lastModified }) };
}

const fileExtensions = ['.csv', '.tsv', '.txt', '.ndjson', '.jsonl', '.json', '.xlsx', '.gz'];

/** The reader of files looks at the name as well as at the content. */
function extensionOf(address: string, { headers }: Response): string {
  const extension = extname(new URL(address).pathname).toLowerCase();
  if (fileExtensions.includes(extension)) return extension;
  return /ndjson|jsonl|json-seq/.test(headers.get('content-type') ?? '') ? '.ndjson' : '.csv';
}

// A message of the network may name addresses; its code says as much.
function failureText(error: unknown): string {
  const cause = (error as { cause?: { code?: string } }).cause;
  const code = cause?.code ?? 'no answer';
  return code === 'UND_ERR_SOCKET' || (error as Error).message === 'terminated'
    ? 'the answer of the source was cut off'
    : `the source cannot be reached (${code})`;
}

import { askerHeaders, chosenPersona, signIn } from '../sign-in/asker';
import type { TypedDocumentString } from './generated/graphql';

/** What went wrong in a part of an answer. */
export interface Failure {
  readonly message: string;
  readonly path: readonly (string | number)[];
  readonly code: string;
  /** The subgraph that did not answer, where it is one's. */
  readonly subgraph: string | null;
}

/** What was answered, and what of it failed. */
export interface Answer<Data> {
  readonly data: Data | null;
  readonly failures: readonly Failure[];
}

/** Nobody answered, or nothing that is an answer. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

interface Answered<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: { readonly code?: string; readonly subgraph?: string };
  }[];
}

/**
 * Sends the id of a trusted document, never its text.
 * @throws NoAnswer
 */
export async function ask<Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  signal: AbortSignal,
): Promise<Answer<Data>> {
  const body = JSON.stringify({ documentId: document.__meta__?.hash as string, variables });
  let response = await post(body, signal);
  // A token has an end, and a gateway that was started anew has another key.
  if (response.status === 401 && (await signIn(chosenPersona() ?? ''))) response = await post(body, signal);
  const answered = await readAnswer<Data>(response);
  return { data: answered.data ?? null, failures: (answered.errors ?? []).map(failureOf) };
}

async function readAnswer<Data>(response: Response): Promise<Answered<Data>> {
  try {
    return (await response.json()) as Answered<Data>;
  } catch {
    throw new NoAnswer(`HTTP ${response.status}`);
  }
}

function failureOf({ message, path = [], extensions }: NonNullable<Answered<unknown>['errors']>[number]): Failure {
  return { message, path, code: extensions?.code ?? '', subgraph: extensions?.subgraph ?? null };
}

async function post(body: string, signal: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json', accept: 'application/json', ...askerHeaders() };
  try {
    return await fetch('/graphql', { method: 'POST', headers, credentials: 'omit', body, signal });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new NoAnswer('unreachable');
  }
}

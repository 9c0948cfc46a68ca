import { askerHeaders, chosenPersona, signIn } from '../sign-in/asker';

/**
 * A request to the gateway by who is signed in.
 * @throws TypeError when nobody answers.
 */
export async function askAs(address: string, options: RequestInit = {}): Promise<Response> {
  const ask = (): Promise<Response> => {
    const headers = { ...(options.headers as Record<string, string>), ...askerHeaders() };
    return fetch(address, { ...options, headers, credentials: 'omit' });
  };
  const response = await ask();
  // A token has an end, and a gateway that was started anew has another key.
  if (response.status === 401 && (await signIn(chosenPersona() ?? ''))) return ask();
  return response;
}

/** An operation as it is sent. */
export interface Asked {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

/** @throws TypeError when nobody answers. */
export function postOperation(
  asked: Asked,
  headers: Readonly<Record<string, string>> = {},
  search = '',
): Promise<Response> {
  return askAs(`/graphql${search}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(asked),
  });
}

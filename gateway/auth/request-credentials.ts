import { ClientError } from '../errors';

/** What a request says of who asks and why. */
export interface RequestCredentials {
  /** The header with the token, as it came; null when none was sent. */
  readonly authorization: string | null;
  readonly purpose: string | null;
}

/**
 * Reads the headers as they came, name and value in turn, so that none that was sent twice goes unseen.
 * @throws ClientError BAD_REQUEST when one was, or a token is sent in a cookie beside.
 */
export function credentialsIn(rawHeaders: readonly string[]): RequestCredentials {
  let authorization: string | null = null;
  let purpose: string | null = null;
  let hasTokenInCookie = false;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    const value = rawHeaders[at + 1] ?? '';
    if (isNamed(name, 'authorization')) authorization = only(authorization, value, 'Authorization');
    else if (isNamed(name, 'x-purpose')) purpose = only(purpose, value, 'x-purpose');
    else if (isNamed(name, 'cookie')) hasTokenInCookie ||= tokenInCookie.test(value);
  }
  if (authorization === null && purpose === null) return nothing;
  if (hasTokenInCookie && authorization !== null) {
    throw badRequest('Send one token, as Authorization: Bearer <token>, and none in a cookie.');
  }
  return { authorization, purpose };
}

/** @throws ClientError BAD_REQUEST when the header is anything but one bearer token. */
export function tokenOf(authorization: string): string {
  const token = oneBearerToken.exec(authorization)?.[1];
  if (token === undefined) throw badRequest('Send one token, as Authorization: Bearer <token>.');
  return token;
}

const nothing: RequestCredentials = Object.freeze({ authorization: null, purpose: null });
// RFC 6750, section 2.1.
const oneBearerToken = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i;
const tokenInCookie = /=\s*"?eyJ[\w-]+\.[\w-]+\.[\w-]*/;

function only(former: string | null, value: string, name: string): string {
  if (former !== null) throw badRequest(`The header ${name} was sent more than once; send it once.`);
  return value;
}

// Most names differ in their length.
function isNamed(given: string, name: string): boolean {
  return given.length === name.length && given.toLowerCase() === name;
}

function badRequest(message: string): ClientError {
  return new ClientError('BAD_REQUEST', 400, message);
}

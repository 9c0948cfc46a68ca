import { createHmac, hash, type KeyObject, randomFillSync, timingSafeEqual } from 'node:crypto';

/**
 * Signed requests to a subgraph: HTTP Message Signatures (RFC 9421) by hmac-sha256 with Content-Digest (RFC 9530) by
 * sha-256. Of the forms that the standards allow, exactly one is written and taken: the label `simpul`, the components
 * `@method`, `@path`, `content-digest`, `simpul-audience` and `simpul-identity`, the parameters created, nonce, keyid and alg, in this order.
 */
export interface SigningKey {
  readonly id: string;
  readonly secret: KeyObject;
}

export interface RequestToSign {
  readonly method: string;
  /** Without the query of the address. */
  readonly path: string;
  /** The name of the subgraph that is asked. */
  readonly audience: string;
  /** Who asks, as a header's value (`common/identity.ts`). */
  readonly identity: string;
  readonly body: string;
}

export interface SignatureHeaders {
  readonly 'content-digest': string;
  readonly 'simpul-audience': string;
  readonly 'simpul-identity': string;
  readonly 'signature-input': string;
  readonly signature: string;
}

/** Seconds that the clocks of gateway and subgraph, and a request's way, may take together. */
export const signatureWindow = 30;

/** The headers of a signed request. `created` is in seconds since 1970; the nonce is 16 random bytes in base64url. */
export function signRequest(
  { method, path, audience, identity, body }: RequestToSign,
  { id, secret }: SigningKey,
  created = secondsNow(),
  nonce = freshNonce(),
): SignatureHeaders {
  const digest = contentDigest(body);
  const parameters = `("@method" "@path" "content-digest" "simpul-audience" "simpul-identity");created=${created};nonce="${nonce}";keyid="${id}";alg="hmac-sha256"`;
  const base = requestBase({ method, path, digest, audience, identity }, parameters);
  return {
    'content-digest': digest,
    'simpul-audience': audience,
    'simpul-identity': identity,
    'signature-input': `simpul=${parameters}`,
    signature: `simpul=:${macOf(base, secret).toString('base64')}:`,
  };
}

export interface ReceivedHead {
  readonly method: string;
  /** Without the query of the address. */
  readonly path: string;
  /** By names in small letters; a repeated header joined by commas, as Node gives it. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Verification {
  /** The subgraph's own name. */
  readonly audience: string;
  readonly keys: readonly SigningKey[];
  /** Seconds since 1970. */
  readonly now: number;
  /** Takes a nonce once within the window; says false of one that it has seen or cannot keep. */
  readonly takeNonce: (nonce: string, created: number, now: number) => boolean;
}

/** Why a signature is refused: for tests and operators, never for the one who asked. */
export type Refusal =
  'malformed' | 'unknown key' | 'wrong signature' | 'wrong audience' | 'outside the window' | 'nonce refused';

const inputForm =
  /^simpul=(\("@method" "@path" "content-digest" "simpul-audience" "simpul-identity"\);created=(\d{1,12});nonce="([\w-]{22})";keyid="([\w.-]{1,64})";alg="hmac-sha256")$/;
const signatureForm = /^simpul=:([A-Za-z0-9+/]{43}=):$/;

/** Checks everything but the body, which `isDigestOf` compares once it has come. Null when nothing is wrong. */
export function refusalOf({ method, path, headers }: ReceivedHead, expected: Verification): Refusal | null {
  const digest = headers['content-digest'];
  const audience = headers['simpul-audience'];
  const identity = headers['simpul-identity'];
  const [, parameters, created, nonce, keyId] = match(inputForm, headers['signature-input']);
  const [, signature] = match(signatureForm, headers.signature);
  if (typeof digest !== 'string' || typeof audience !== 'string' || typeof identity !== 'string') return 'malformed';
  if (parameters === undefined || nonce === undefined || signature === undefined) return 'malformed';

  const key = expected.keys.find(({ id }) => id === keyId);
  if (key === undefined) return 'unknown key';
  const mac = macOf(requestBase({ method, path, digest, audience, identity }, parameters), key.secret);
  if (!timingSafeEqual(mac, Buffer.from(signature, 'base64'))) return 'wrong signature';

  if (audience !== expected.audience) return 'wrong audience';
  if (Math.abs(expected.now - Number(created)) > signatureWindow) return 'outside the window';
  return expected.takeNonce(nonce, Number(created), expected.now) ? null : 'nonce refused';
}

/** Whether a Content-Digest, which the signature covers, is that of the body. */
export function isDigestOf(digest: string | readonly string[] | undefined, body: string | Buffer): boolean {
  const expected = Buffer.from(contentDigest(body));
  const given = Buffer.from(typeof digest === 'string' ? digest : '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Content-Digest of RFC 9530 by sha-256. */
export function contentDigest(body: string | Buffer): string {
  return `sha-256=:${hash('sha256', body, 'base64')}:`;
}

/** The signature base of RFC 9421, section 2.5: each covered component on a line, the parameters last. */
export function signatureBase(components: readonly (readonly [string, string])[], parameters: string): string {
  return `${components.map(([name, value]) => `"${name}": ${value}\n`).join('')}"@signature-params": ${parameters}`;
}

/** HMAC by SHA-256 over a signature base: RFC 9421, section 3.3.3. */
export function macOf(base: string, secret: KeyObject): Buffer {
  return createHmac('sha256', secret).update(base).digest();
}

export function secondsNow(): number {
  return Math.floor(Date.now() / 1_000);
}

interface CoveredParts {
  readonly method: string;
  readonly path: string;
  readonly digest: string;
  readonly audience: string;
  readonly identity: string;
}

function requestBase({ method, path, digest, audience, identity }: CoveredParts, parameters: string): string {
  const components = [
    ['@method', method],
    ['@path', path],
    ['content-digest', digest],
    ['simpul-audience', audience],
    ['simpul-identity', identity],
  ] as const;
  return signatureBase(components, parameters);
}

function match(form: RegExp, header: string | readonly string[] | undefined): readonly (string | undefined)[] {
  return (typeof header === 'string' ? form.exec(header) : null) ?? [];
}

const nonceBytes = 16;
const randomBytes = Buffer.alloc(nonceBytes * 256);
let randomBytesUsed = randomBytes.length;

// Random bytes are drawn for many nonces at once: one draw costs more than a nonce.
function freshNonce(): string {
  if (randomBytesUsed === randomBytes.length) {
    randomFillSync(randomBytes);
    randomBytesUsed = 0;
  }
  return randomBytes.toString('base64url', randomBytesUsed, (randomBytesUsed += nonceBytes));
}

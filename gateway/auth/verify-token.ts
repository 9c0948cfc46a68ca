import { decodeJwt, decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';

import { ClientError } from '../errors';
import type { Issuer } from './issuers';
import type { KeySet } from './key-set';
import type { Viewer } from './viewer';
import { viewerOf } from './viewer-of-claims';

/** How far the clocks of an issuer and the gateway may be apart. */
const skewS = 60;

/** An issuer with its keys. */
export interface TrustedIssuer extends Omit<Issuer, 'jwks'> {
  readonly keys: KeySet;
}

export interface TokenRules {
  /** By `iss`. */
  readonly issuers: ReadonlyMap<string, TrustedIssuer>;
  readonly maxLifeS: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface VerifiedToken {
  readonly viewer: Viewer;
  readonly issuer: TrustedIssuer;
  /** Of the issuer's keys when the token was verified. */
  readonly keysVersion: number;
}

/**
 * Verifies a token by the keys of the issuer that it names, and by no others.
 * @throws ClientError INVALID_TOKEN, which tells an honest client that its token has ended, and nothing else to anybody.
 */
export async function verifyToken(token: string, rules: TokenRules): Promise<VerifiedToken> {
  try {
    const issuer = issuerOf(token, rules);
    // Read before: keys that change meanwhile let the token be verified once more.
    const keysVersion = issuer.keys.version;
    const { payload } = await jwtVerify(token, (header) => issuer.keys.keyFor(header), {
      issuer: issuer.issuer,
      audience: issuer.audience,
      algorithms: [...issuer.algorithms],
      requiredClaims: ['iss', 'sub', 'aud', 'exp', 'iat'],
      clockTolerance: skewS,
      currentDate: new Date(rules.now()),
    });
    checkClaims(payload, rules);
    return { viewer: viewerOf(issuer.name, payload), issuer, keysVersion };
  } catch (error) {
    throw refusal(error instanceof errors.JWTExpired);
  }
}

/** When the token of a viewer is accepted no longer, in milliseconds since 1970; null for nobody. */
export function tokenEndsAt(viewer: Viewer | null): number | null {
  return viewer === null ? null : (viewer.expiresAt + skewS) * 1_000;
}

const longestToken = 8_192;
const longestKeyId = 256;

// Read without being verified yet: it only says whose keys have to verify it.
function issuerOf(token: string, { issuers }: TokenRules): TrustedIssuer {
  if (token.length > longestToken) throw new Error('longer than a token may be');
  const { kid, crit } = decodeProtectedHeader(token);
  if (typeof kid !== 'string' || kid.length > longestKeyId) throw new Error('no key id');
  if (crit !== undefined) throw new Error('demands an extension');
  const issuer = issuers.get(decodeJwt(token).iss ?? '');
  if (issuer === undefined) throw new Error('another issuer');
  return issuer;
}

function checkClaims({ sub, aud, exp, iat }: JWTPayload, { maxLifeS, now }: TokenRules): void {
  if (typeof sub !== 'string' || !/^[\x21-\x7e]{1,255}$/.test(sub)) throw new Error('no subject');
  // One of several audiences could pass a token on to the others.
  if (Array.isArray(aud) && aud.length !== 1) throw new Error('several audiences');
  if (exp === undefined || iat === undefined || exp <= iat) throw new Error('ends before it begins');
  if (exp - iat > maxLifeS) throw new Error('too long a life');
  if (iat * 1_000 > now() + skewS * 1_000) throw new Error('from the future');
}

function refusal(isExpired: boolean): ClientError {
  return new ClientError(
    'INVALID_TOKEN',
    401,
    isExpired ? 'The token has expired; sign in again.' : 'The token is not accepted.',
  );
}

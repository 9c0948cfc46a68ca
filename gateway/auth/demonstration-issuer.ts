import { createPublicKey, type KeyObject } from 'node:crypto';

import { SignJWT } from 'jose';

import type { Issuer } from './issuers';
import { type Persona, personas } from './personas';
import { ownClaims } from './viewer-of-claims';

const algorithm = 'ES256';
const keyId = 'demonstration';
const issuer = 'urn:simpul:demonstration';
const audience = 'simpul';

export interface SignedIn {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Signs in whoever asks, as one of the personas. All gateway processes of one key accept each other's tokens. */
export class DemonstrationIssuer {
  constructor(
    private readonly key: KeyObject,
    private readonly lifeS: number,
  ) {}

  /** null when there is no such persona. */
  async signIn(as: string): Promise<SignedIn | null> {
    const persona = personas.find((candidate) => candidate.name === as);
    if (persona === undefined) return null;
    const token = await new SignJWT(claimsOf(persona))
      .setProtectedHeader({ alg: algorithm, kid: keyId, typ: 'at+jwt' })
      .setIssuer(issuer)
      .setSubject(persona.name)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${this.lifeS} s`)
      .sign(this.key);
    return { token, expiresIn: this.lifeS };
  }

  /** As those who verify tokens know it. */
  asIssuer(): Issuer {
    const jwk = createPublicKey(this.key).export({ format: 'jwk' });
    const keys = [{ ...jwk, kty: 'EC', kid: keyId, alg: algorithm, use: 'sig' }];
    return { name: 'demonstration', issuer, audience, algorithms: [algorithm], jwks: { keys: { keys } } };
  }
}

function claimsOf({ role, agency, scopes, areas }: Persona): Record<string, unknown> {
  return {
    scope: scopes.join(' '),
    [ownClaims.role]: role,
    ...(agency !== null && { [ownClaims.agency]: agency }),
    [ownClaims.areas]: areas,
    client_id: 'simpul-demonstration',
  };
}

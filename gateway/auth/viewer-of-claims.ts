import type { JWTPayload } from 'jose';

import { agencies, type Agency } from '../../common/identity';
import type { Viewer } from './viewer';

/** The claims beside those of the standard that say what somebody is and may. */
export const ownClaims = { role: 'simpul_role', agency: 'simpul_agency', areas: 'simpul_areas' } as const;

const mostEntries = 200;
/** scope-token of RFC 6749: anything else, such as another kind of space, is no scope. */
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]{1,128}$/;
const areaCode = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/;

/** The viewer that verified claims tell of. What is not as it must be gives no right. */
export function viewerOf(issuerName: string, claims: JWTPayload): Viewer {
  return Object.freeze({
    id: `${issuerName}:${claims.sub ?? ''}`,
    role: roleIn(claims[ownClaims.role]),
    agency: agencyIn(claims[ownClaims.agency]),
    scopes: Object.freeze(scopesIn(claims.scope)),
    areas: Object.freeze(areasIn(claims[ownClaims.areas])),
    client: textIn(claims.azp) ?? textIn(claims.client_id),
    expiresAt: claims.exp ?? 0,
  });
}

function roleIn(claim: unknown): string {
  return typeof claim === 'string' && /^[a-z][a-z0-9-]{0,63}$/.test(claim) ? claim : 'unknown';
}

function agencyIn(claim: unknown): Agency | null {
  return agencies.find((agency) => agency === claim) ?? null;
}

function scopesIn(claim: unknown): string[] {
  if (typeof claim !== 'string') return [];
  const scopes = claim.split(' ');
  return scopes.length <= mostEntries && scopes.every((scope) => scopeToken.test(scope)) ? [...new Set(scopes)] : [];
}

function areasIn(claim: unknown): string[] {
  if (!Array.isArray(claim) || claim.length > mostEntries) return [];
  const areas = claim.filter((area): area is string => typeof area === 'string' && areaCode.test(area));
  return areas.length === claim.length ? [...new Set(areas)] : [];
}

function textIn(claim: unknown): string | null {
  return typeof claim === 'string' && /^[\w.:/-]{1,128}$/.test(claim) ? claim : null;
}

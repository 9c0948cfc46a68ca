import { z } from 'zod';

/** The agencies that meet in Timpora, by the names that the graph gives them. */
export const agencies = ['IMMIGRATION', 'UNHCR', 'KESBANGPOL', 'TIMPORA'] as const;

export type Agency = (typeof agencies)[number];

/**
 * Who asks, as the gateway tells a subgraph inside a signed request. What an answer cannot depend on is left out, so
 * that answers can be shared: rights alone (`viewer` null) for what has no person in it.
 */
export interface Identity {
  /** The viewer, `issuer:subject`; null where it is nobody's business. */
  readonly viewer: string | null;
  readonly agency: Agency | null;
  readonly scopes: readonly string[];
  /** Kemendagri codes of the areas that the viewer works in. */
  readonly areas: readonly string[];
  /** Why a person's record is looked at: a value of the gateway's list. */
  readonly purpose: string | null;
}

/** Nobody, with no right. */
export const nobody: Identity = Object.freeze({ viewer: null, agency: null, scopes: [], areas: [], purpose: null });

/** An identity as a header's value: base64url of its JSON. Equal identities have equal texts. */
export function identityText({ viewer, agency, scopes, areas, purpose }: Identity): string {
  return Buffer.from(JSON.stringify({ viewer, agency, scopes, areas, purpose })).toString('base64url');
}

/** The header's value where nobody asks. */
export const nobodyText = '-';

/** The identity in a header's value; null when it is none. */
export function readIdentity(text: string): Identity | null {
  try {
    const given: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return identityForm.safeParse(given).data ?? null;
  } catch {
    return null;
  }
}

const names = z.array(z.string());
const identityForm = z.object({
  viewer: z.string().nullable(),
  agency: z.enum(agencies).nullable(),
  scopes: names,
  areas: names,
  purpose: z.string().nullable(),
});

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

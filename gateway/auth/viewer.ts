import type { Agency } from '../../common/identity';

/** Somebody who has signed in. */
export interface Viewer {
  /** `issuer:subject`, the issuer by its short name. */
  readonly id: string;
  /** What budgets and lists of clients go by, such as `analyst`. */
  readonly role: string;
  readonly agency: Agency | null;
  readonly scopes: readonly string[];
  /** Kemendagri codes of the areas that the viewer works in. */
  readonly areas: readonly string[];
  /** Which program asks: the token's `azp` or `client_id`. */
  readonly client: string | null;
  /** Seconds since 1970 at which the token ends. */
  readonly expiresAt: number;
}

/** One request's asker: who, and why. */
export interface Asker {
  /** null when nobody has signed in. */
  readonly viewer: Viewer | null;
  /** The purpose told in `x-purpose`, one of the configured list; null when none was told. */
  readonly purpose: string | null;
}

export const anonymous: Asker = Object.freeze({ viewer: null, purpose: null });

import type { StabilityAgency } from '../gateway-api/generated/graphql';

// Who asks, and why, as chosen on the pages of a demonstration. Kept for this tab only, and sent with each request.
const kept = { persona: 'simpul.persona', token: 'simpul.token', purpose: 'simpul.purpose' };

export interface Persona {
  readonly name: string;
  readonly title: string;
  readonly agency: StabilityAgency | null;
  readonly scopes: readonly string[];
  /** Codes of the areas that it works in. */
  readonly areas: readonly string[];
}

/** What a demonstration offers. */
export interface Demonstration {
  readonly personas: readonly Persona[];
  readonly purposes: readonly string[];
}

/** A token that somebody has of their own. Kept nowhere: it goes with the page. */
let ownToken: string | null = null;

/** Asks with a token of one's own from now on; '' for without. */
export function giveToken(token: string): void {
  ownToken = token === '' ? null : token;
}

/** The headers that say who asks, and why. */
export function askerHeaders(): Readonly<Record<string, string>> {
  const token = ownToken ?? sessionStorage.getItem(kept.token);
  const purpose = sessionStorage.getItem(kept.purpose);
  return {
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(purpose !== null && { 'x-purpose': purpose }),
  };
}

/** The persona's name; '' for nobody, null when nothing was chosen yet. */
export function chosenPersona(): string | null {
  return sessionStorage.getItem(kept.persona);
}

export function chosenPurpose(): string {
  return sessionStorage.getItem(kept.purpose) ?? '';
}

/** '' for none. */
export function choosePurpose(purpose: string): void {
  if (purpose === '') sessionStorage.removeItem(kept.purpose);
  else sessionStorage.setItem(kept.purpose, purpose);
}

/**
 * Signs in as a persona, or out with ''. Resolves with whether that went well; else nobody is signed in. Of several at the
 * same time the last one holds.
 */
export async function signIn(persona: string): Promise<boolean> {
  sessionStorage.removeItem(kept.token);
  sessionStorage.setItem(kept.persona, persona);
  if (persona === '') return true;
  const response = await fetch('/demonstration/sign-in', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    body: JSON.stringify({ as: persona }),
  }).catch(() => null);
  const signedIn = response?.ok ? ((await response.json()) as { readonly token: string }) : null;
  if (chosenPersona() !== persona) return signedIn !== null;
  if (signedIn === null) sessionStorage.removeItem(kept.persona);
  else sessionStorage.setItem(kept.token, signedIn.token);
  return signedIn !== null;
}

/** What the demonstration offers; null when the gateway is none. */
export async function demonstration(): Promise<Demonstration | null> {
  const response = await fetch('/demonstration/personas', { credentials: 'omit' }).catch(() => null);
  return response?.ok ? ((await response.json()) as Demonstration) : null;
}

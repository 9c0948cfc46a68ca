import { askerHeaders } from '../sign-in/asker';

/** A text in both languages of the pages. */
export interface Told {
  readonly en: string;
  readonly id: string;
}

/** A variable of a sample operation, as the gateway tells it. */
export interface SampleParameter {
  readonly name: string;
  /** As GraphQL writes it, such as `AreaCode!`. */
  readonly type: string;
  readonly kind: 'text' | 'whole number' | 'number' | 'truth value';
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly fallback?: unknown;
  readonly about: Told;
}

/** An operation that is offered by name to those who may use all that it asks for. */
export interface Sample {
  readonly name: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly title: Told;
  readonly about: Told;
  readonly for: readonly string[];
  readonly purpose: string | null;
  readonly rows: string | null;
  readonly parameters: readonly SampleParameter[];
  readonly text: string;
}

/** Those offered to who asks; none where nobody answers. */
export async function loadSamples(): Promise<readonly Sample[]> {
  const response = await fetch('/samples.json', { headers: askerHeaders(), credentials: 'omit' }).catch(() => null);
  if (!response?.ok) return [];
  return ((await response.json()) as { readonly samples: readonly Sample[] }).samples;
}

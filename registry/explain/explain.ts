import { checkCodes, compositionCodes, type Explanation } from './explanations';

const explanations: Readonly<Record<string, Explanation>> = { ...compositionCodes, ...checkCodes };

/** Every code that can be explained, in alphabetical order. */
export const explainedCodes: readonly string[] = Object.keys(explanations).sort();

/** What is known of a code, whatever its case; null for a code that nothing here raises. */
export function explain(code: string): (Explanation & { readonly code: string }) | null {
  const name = code.toUpperCase();
  const found = Object.hasOwn(explanations, name) ? explanations[name] : undefined;
  return found === undefined ? null : { code: name, ...found };
}

/** A subgraph's name as files that compose it have it; unlike the four agencies', any partner's. */
export function isSubgraphName(name: string): boolean {
  return /^[A-Za-z][\w-]{0,63}$/.test(name);
}

export const subgraphNameRule =
  'a name begins with a letter and holds letters, digits, dashes and underscores, at most 64 in all';

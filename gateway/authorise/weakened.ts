import type { Demand, Protections } from './protections';

/**
 * The coordinates that a next supergraph still has and protects less than the former one did, each with what it no
 * longer demands. A field that is gone protects what it gave.
 * @param has whether the next supergraph has a field, by `Type.field`.
 */
export function weakenedIn(
  next: Protections,
  former: Protections,
  has: (coordinate: string) => boolean,
): readonly { readonly coordinate: string; readonly lost: Demand }[] {
  return Object.entries(former.fields).flatMap(([coordinate, numbers]) => {
    if (!has(coordinate)) return [];
    const kept = demandsOf(next, coordinate);
    const lost = numbers
      .flatMap((number) => former.demands[number] ?? [])
      .find((demand) => !kept.some((each) => implies(each, demand)));
    return lost === undefined ? [] : [{ coordinate, lost }];
  });
}

/** A demand as a supergraph writes it. */
export function demandText(demand: Demand): string {
  if (demand.kind === 'authenticated') return '@authenticated';
  const lists = JSON.stringify(demand.anyOf);
  return demand.kind === 'scopes' ? `@requiresScopes(scopes: ${lists})` : `@policy(policies: ${lists})`;
}

function demandsOf({ demands, fields }: Protections, coordinate: string): readonly Demand[] {
  return (fields[coordinate] ?? []).flatMap((number) => demands[number] ?? []);
}

/** Whether whoever meets the one meets the other. */
function implies(one: Demand, other: Demand): boolean {
  // Scopes and policies are of somebody who has signed in.
  if (other.kind === 'authenticated') return true;
  if (one.kind !== other.kind) return false;
  return one.anyOf.every((all) => other.anyOf.some((needed) => needed.every((name) => all.includes(name))));
}

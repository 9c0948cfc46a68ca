import type { Demand, Protections } from './protections';

/** Whether a supergraph has a field, by `Type.field`. */
export type HasField = (coordinate: string) => boolean;

/** What the supergraphs served so far demanded. A field that is gone is remembered: it may come back open. */
export class DemandsServed {
  private readonly byField = new Map<string, readonly Demand[]>();

  constructor(first: Protections) {
    this.take(first, () => true);
  }

  /** The fields that a next supergraph has and protects less than they were, each with what it no longer demands. */
  weakenedIn(next: Protections, has: HasField): readonly { readonly coordinate: string; readonly lost: Demand }[] {
    return [...this.byField].flatMap(([coordinate, demands]) => {
      if (!has(coordinate)) return [];
      const kept = demandsOf(next, coordinate);
      const lost = demands.find((demand) => !kept.some((each) => implies(each, demand)));
      return lost === undefined ? [] : [{ coordinate, lost }];
    });
  }

  /** Takes a supergraph as served. */
  take(next: Protections, has: HasField): void {
    for (const coordinate of [...this.byField.keys(), ...Object.keys(next.fields)]) {
      if (has(coordinate)) this.byField.set(coordinate, demandsOf(next, coordinate));
    }
  }
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

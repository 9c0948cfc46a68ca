import type { Asker, Viewer } from '../auth/viewer';
import { policies, type SignedInAsker } from './policies';
import { type Demand, isPersonal, type Protections } from './protections';

/** Which of a supergraph's demands an asker meets. */
export interface Rights {
  /** One sign for each demand: equal for all who have the same rights. Empty when nothing is demanded. */
  readonly key: string;
  /** What the asker lacks of the first of the demands that is not met, as a sentence; undefined when all are met. */
  lacking(demands: readonly number[]): string | undefined;
}

/** Everything is allowed: for a supergraph that demands nothing. */
export const allRights: Rights = Object.freeze({ key: '', lacking: () => undefined });

/** Works out rights once for each viewer and purpose. */
export class RightsTable {
  private readonly ofNobody: Rights;
  private readonly known = new WeakMap<Viewer, Map<string | null, Rights>>();

  /** @param isLogged whether looks at persons' records are logged: else nobody has a right to one. */
  constructor(
    private readonly protections: Protections,
    private readonly isLogged: boolean,
  ) {
    this.ofNobody = this.rightsBy(() => 'sign in to see it.');
  }

  of({ viewer, purpose }: Asker): Rights {
    if (viewer === null || this.protections.demands.length === 0) return this.ofNobody;
    const byPurpose = this.known.get(viewer) ?? new Map<string | null, Rights>();
    const rights = byPurpose.get(purpose) ?? this.rightsBy((demand) => this.lackingOf({ viewer, purpose }, demand));
    this.known.set(viewer, byPurpose.set(purpose, rights));
    return rights;
  }

  private lackingOf(asker: SignedInAsker, demand: Demand): string | undefined {
    if (!this.isLogged && isPersonal(demand)) return 'this gateway keeps no audit log, so it tells nothing of persons.';
    return lackingOf(asker, demand);
  }

  private rightsBy(lackingOf: (demand: Demand) => string | undefined): Rights {
    const { demands } = this.protections;
    if (demands.length === 0) return allRights;
    const lacks = demands.map(lackingOf);
    return {
      key: lacks.map((each) => (each === undefined ? '1' : '0')).join(''),
      lacking: (numbers) => {
        for (const number of numbers) if (lacks[number] !== undefined) return lacks[number];
        return undefined;
      },
    };
  }
}

function lackingOf(asker: SignedInAsker, demand: Demand): string | undefined {
  switch (demand.kind) {
    case 'authenticated':
      return undefined;
    case 'scopes': {
      const has = (scope: string): boolean => asker.viewer.scopes.includes(scope);
      return demand.anyOf.some((all) => all.every(has)) ? undefined : `your token needs the scope ${waysOf(demand)}.`;
    }
    case 'policies': {
      const unmet = demand.anyOf.map((all) => all.filter((name) => !(policies.get(name)?.holds(asker) ?? false)));
      if (unmet.some((names) => names.length === 0)) return undefined;
      // One way is a way to tell of; of several, which one is wanted is not known.
      const names = unmet.length === 1 ? unmet[0] : undefined;
      return names === undefined ? `it needs ${waysOf(demand)}.` : names.map(adviceOn).join(' Then: ');
    }
  }
}

function waysOf({ anyOf }: { readonly anyOf: readonly (readonly string[])[] }): string {
  return anyOf.map((all) => all.join(' and ')).join(', or ');
}

function adviceOn(policy: string): string {
  return policies.get(policy)?.advice ?? `this gateway knows no policy ${policy}.`;
}

import { ToldError } from '../common/told-error';
import { canonicalJson } from '../subgraphs/shared/canonical-json';
import { type Checked, type CheckOptions, checkSubgraph, type SubgraphChange } from './check/check-subgraph';
import { reasonAgainst } from './check/contracts-step';
import type { CheckReport } from './check/finding';
import type { Registry } from './open-registry';
import type { Contract, Entry, RegistryState } from './record/entry';
import { versionOf } from './record/schema-record';

/** Who does something, and why. */
export interface Signature {
  readonly by: string;
  readonly reason: string;
}

export interface PublishOptions extends CheckOptions, Signature {
  /** Digest of the supergraph that must be the one served; without it whatever is. */
  readonly base?: string | undefined;
}

/** `unchanged`: the same is published already. `refused`: the check found errors; nothing was written. */
export type Published =
  | { readonly kind: 'published'; readonly entry: Entry; readonly report: CheckReport }
  | { readonly kind: 'unchanged'; readonly state: RegistryState }
  | { readonly kind: 'refused'; readonly report: CheckReport };

/** Somebody else published in the meantime: what was checked is not what would be served. */
export class BaseMoved extends Error {
  override readonly name = 'BaseMoved';
  constructor(
    expected: string | null,
    readonly now: string | null,
  ) {
    super(
      `base moved: ${expected ?? 'nothing'} was checked against, and ${now ?? 'nothing'} is served now. Check again, and publish again.`,
    );
  }
}

/**
 * Checks a change and, when nothing speaks against it, makes it: in one step, and only if what it was checked against
 * is still served then. Whatever was written before that step is not served and stays without effect.
 * @throws BaseMoved when it is not.
 * @throws ToldError when a subgraph is to be retired that is not there, or is the last.
 */
export async function publish(registry: Registry, change: SubgraphChange, options: PublishOptions): Promise<Published> {
  const { record } = registry;
  const before = await record.state();
  if (options.base !== undefined && options.base !== before.supergraph)
    throw new BaseMoved(options.base, before.supergraph);
  if (isThereAlready(change, before)) return { kind: 'unchanged', state: before };
  const { report, base, composed } = await checkSubgraph(registry, change, options);
  if (!report.passed) return { kind: 'refused', report };
  if (options.base !== undefined && options.base !== base.supergraph)
    throw new BaseMoved(options.base, base.supergraph);
  const next = await keep(registry, change, { base, composed });
  const deed = {
    act: change.kind,
    by: options.by,
    reason: options.reason,
    subject: nameIn(change),
    operation: null,
  };
  const entry = await record.append(deed, (now) => {
    if (!isSame(now, base)) throw new BaseMoved(base.supergraph, now.supergraph);
    return { ...now, ...next };
  });
  return { kind: 'published', entry, report };
}

/**
 * Serves a supergraph again that was served before, with the subgraphs that it was composed of.
 * @throws ToldError when none of that digest was.
 */
export async function rollback({ record }: Registry, digest: string, { by, reason }: Signature): Promise<Entry> {
  const entries = await record.entries();
  const found = entries.findLast(({ supergraph }) => supergraph?.startsWith(digest));
  if (digest.length < 8 || found === undefined) {
    throw new ToldError(
      `No supergraph ${digest.slice(0, 64)} was served; simpul schema history lists those that were.`,
    );
  }
  const { supergraph, subgraphs } = found;
  const deed = { act: 'rollback', by, reason, subject: supergraph ?? '', operation: null } as const;
  return record.append(deed, (now) => ({ ...now, supergraph, subgraphs }));
}

export interface Approval extends Signature {
  /** Digest of the operation. */
  readonly operation: string;
  /** What of the graph may change under it. */
  readonly coordinate: string;
}

/** Lets an operation break by the change of one coordinate. It counts for thirty days. */
export function approve({ record }: Registry, { operation, coordinate, by, reason }: Approval): Promise<Entry> {
  return record.append({ act: 'approve', by, reason, subject: coordinate, operation }, (now) => now);
}

/**
 * Writes a contract down, in place of one of the same name.
 * @throws ToldError when it would be no schema of what is served now; BaseMoved when something else is by then.
 */
export async function setContract({ record }: Registry, contract: Contract, { by, reason }: Signature): Promise<Entry> {
  const { supergraph } = await record.state();
  const told = supergraph === null ? null : reasonAgainst((await record.supergraph(supergraph)).sdl, contract);
  if (told !== null) throw new ToldError(`The contract ${contract.name} would be no schema: ${told}`);
  const deed = { act: 'contract', by, reason, subject: contract.name, operation: null } as const;
  return record.append(deed, (now) => {
    if (now.supergraph !== supergraph) throw new BaseMoved(supergraph, now.supergraph);
    return { ...now, contracts: [...now.contracts.filter(({ name }) => name !== contract.name), contract] };
  });
}

function nameIn(change: SubgraphChange): string {
  return change.kind === 'publish' ? change.subgraph.name : change.name;
}

function isThereAlready(change: SubgraphChange, { subgraphs }: RegistryState): boolean {
  const served = subgraphs.find(({ name }) => name === nameIn(change));
  if (change.kind === 'publish') return served?.version === versionOf(change.subgraph);
  if (served === undefined) throw new ToldError(`The registry has no subgraph ${change.name}.`);
  if (subgraphs.length === 1) throw new ToldError(`${change.name} is the last subgraph; a graph has at least one.`);
  return false;
}

async function keep(
  { record }: Registry,
  change: SubgraphChange,
  { base, composed }: Pick<Checked, 'base' | 'composed'>,
): Promise<Pick<RegistryState, 'supergraph' | 'subgraphs'>> {
  const others = base.subgraphs.filter(({ name }) => name !== nameIn(change));
  const kept = change.kind === 'publish' ? [await record.keepSubgraph(change.subgraph)] : [];
  const supergraph = composed === null ? null : await record.keepSupergraph(composed);
  return { supergraph, subgraphs: [...others, ...kept].sort((one, other) => (one.name < other.name ? -1 : 1)) };
}

function isSame(one: RegistryState, other: RegistryState): boolean {
  return textOf(one) === textOf(other);
}

function textOf({ supergraph, subgraphs, contracts }: RegistryState): string {
  return canonicalJson({ supergraph, subgraphs, contracts });
}

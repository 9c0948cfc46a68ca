import { createHash } from 'node:crypto';

import { supergraphDigest } from '../../common/approvals';
import { ToldError } from '../../common/told-error';
import { from, oneOf } from '../../subgraphs/shared/filter';
import type { Composed, SubgraphText } from '../compose/composition';
import { type Deed, emptyState, type Entry, entryAfter, type RegistryState, type ServedSubgraph } from './entry';
import { insertOnce } from './insert-once';
import type { RegistryModels, SupergraphRow } from './models';

const mostTries = 200;
const mostEntries = 100_000;

/**
 * What was published, and everything done to it, in order. An entry is one document whose number nobody else can take:
 * it is written whole or not at all, and of two that follow the same entry one is refused.
 */
export class SchemaRecord {
  constructor(
    private readonly models: RegistryModels,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /** What holds now. */
  async state(): Promise<RegistryState> {
    return (await this.last()) ?? emptyState;
  }

  /**
   * Writes what was done, after whatever is the last entry by then.
   * @param next what holds afterwards; it throws when that cannot follow what holds now.
   */
  async append(deed: Deed, next: (now: RegistryState) => RegistryState): Promise<Entry> {
    for (let tries = 0; tries < mostTries; tries += 1) {
      const last = await this.last();
      const entry = entryAfter(last, deed, next(last ?? emptyState), this.now().toISOString());
      if (await insertOnce(this.models.entries, entry)) return entry;
    }
    throw new ToldError('The registry is written to without a pause by others; try again.');
  }

  /** Entries from the first on. */
  entries(): Promise<Entry[]> {
    return this.models.entries
      .find({})
      .sort({ _id: 1 })
      .limit(mostEntries)
      .batchSize(1_000)
      .select('-__v')
      .lean<Entry[]>();
  }

  /** Approvals written since a time, ISO 8601 in UTC. */
  approvalsSince(at: string): Promise<Entry[]> {
    return this.models.entries
      .find({ act: 'approve', at: from(at) } as object)
      .sort({ _id: 1 })
      .limit(mostEntries)
      .lean<Entry[]>();
  }

  /** Keeps a schema, which nothing serves yet. */
  async keepSubgraph({ name, url, sdl }: SubgraphText): Promise<ServedSubgraph> {
    const version = versionOf({ name, url, sdl });
    await insertOnce(this.models.versions, { _id: version, name, url, sdl });
    return { name, version };
  }

  /** Keeps a supergraph, which nothing serves yet. Returns its digest. */
  async keepSupergraph({ supergraph, api }: Composed): Promise<string> {
    const digest = supergraphDigest(supergraph);
    await insertOnce(this.models.supergraphs, { _id: digest, sdl: supergraph, api });
    return digest;
  }

  /** @throws ToldError when the registry has no such supergraph. */
  async supergraph(digest: string): Promise<SupergraphRow> {
    const found = await this.models.supergraphs.findById(digest).lean<SupergraphRow | null>();
    if (found === null)
      throw new ToldError(`The registry has no supergraph ${digest.slice(0, 64)}; simpul schema history lists all.`);
    return found;
  }

  /** The schemas of subgraphs, in the order of their names. */
  async texts(subgraphs: readonly ServedSubgraph[]): Promise<SubgraphText[]> {
    const ids = subgraphs.map(({ version }) => version);
    const rows = await this.models.versions
      .find({ _id: oneOf(ids) } as object)
      .sort({ name: 1 })
      .lean<{ name: string; url: string; sdl: string }[]>();
    return rows.map(({ name, url, sdl }) => ({ name, url, sdl, file: `${name} (published)` }));
  }

  private async last(): Promise<Entry | null> {
    const [entry] = await this.models.entries.find({}).sort({ _id: -1 }).limit(1).lean<Entry[]>();
    return entry ?? null;
  }
}

/** The name of a schema among versions: no two that differ in name, address or text have the same. */
export function versionOf({ name, url, sdl }: Pick<SubgraphText, 'name' | 'url' | 'sdl'>): string {
  return createHash('sha256')
    .update(JSON.stringify([name, url, sdl]))
    .digest('hex');
}

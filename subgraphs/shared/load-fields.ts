import type { Agency } from '../../common/identity';
import type { DataLoadRow, DataLoads, LoadsQuestion } from './data-loads';
import type { DataSourceRow } from './data-sources';
import { dataMonth, type Freshness, freshnessOf, isStale } from './freshness';
import type { ImportDefinition } from './import-definition';
import { connection, type Page } from './page';

/** What a request reads of an agency's loads. */
export interface LoadsReader {
  /** How old the records are that stand behind the agency's signals; read once a request. */
  freshness(): Promise<Freshness>;
  sources(): Promise<readonly DataSourceRow[]>;
  page(question: LoadsQuestion): Promise<Page<DataLoadRow>>;
  count(question: LoadsQuestion): Promise<number>;
  /** Whether it may be told how many rows of a kind a load brought. */
  mayCount(kind: string): boolean;
}

/** `signalCollections` are those whose records stand behind the signals. */
export function loadsReader(
  loads: DataLoads,
  imports: readonly ImportDefinition[],
  signalCollections: readonly string[],
): LoadsReader {
  const kindsOf = (definitions: readonly ImportDefinition[]) => definitions.map(({ kind }) => kind);
  const behindSignals = kindsOf(imports.filter(({ record }) => signalCollections.includes(record.collection)));
  // How many persons came with one load, and with the next, would show who comes or goes.
  const countable = kindsOf(imports.filter(({ record }) => !record.ofPersons));
  let freshness: Promise<Freshness> | undefined;
  return {
    freshness: () =>
      (freshness ??= loads.sources.ofKinds(behindSignals).then((sources) => freshnessOf(sources, Date.now()))),
    sources: () => loads.sources.ofKinds(kindsOf(imports)),
    page: (question) => loads.page(question),
    count: (question) => loads.count(question),
    mayCount: (kind) => countable.includes(kind),
  };
}

interface Loaders {
  readonly loads: LoadsReader;
}

/** The fields by which a signals type tells how old its data are. */
export async function freshnessFields({ loads }: Loaders) {
  const freshness = await loads.freshness();
  return { ...freshness, stale: freshness.staleSources.length > 0 };
}

/** The same for an inputs type, of which every byte is sent for every area. */
export async function freshnessInputs({ loads }: Loaders) {
  const freshness = await loads.freshness();
  return { stale: freshness.staleSources.length > 0, dataMonth: dataMonth(freshness) };
}

interface Context {
  readonly loaders: Loaders;
}

/** The resolvers of an agency's loads, an entity by the agency's name. */
export function agencyLoads(agency: Agency) {
  return {
    __resolveReference: ({ id }: { id: string }) => (id === agency ? { id } : null),
    sources: (_: unknown, __: unknown, { loaders }: Context) => loaders.loads.sources(),
    loads: async (_: unknown, question: LoadsQuestion, { loaders }: Context) =>
      connection(await loaders.loads.page(question), () => loaders.loads.count(question)),
  };
}

export const DataSource = {
  stale: (row: DataSourceRow) => isStale(row, Date.now()),
};

export const DataLoad = {
  id: ({ _id }: DataLoadRow) => _id,
  rows: ({ kind, counts, rejectedFor }: DataLoadRow, _: unknown, { loaders }: Context) =>
    loaders.loads.mayCount(kind) ? { ...counts, rejectedFor } : null,
};

import { areaLevelOf } from '../shared/area-code';
import { ensureIndexes } from '../shared/connect-mongo';
import { noCounts } from '../shared/data-loads';
import type { DemonstrationStory } from '../shared/demonstration-story';
import type { OpenSubgraph } from '../shared/open-subgraph';
import type { SignalSeries } from '../shared/signal-series';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { seriesOfCity, seriesOfProvinces } from './series-of-city';
import { demonstrationDay } from './tell-story';

export interface Agency {
  readonly definition: SubgraphDefinition;
  readonly open: OpenSubgraph<unknown>;
}

const batchSize = 2_000;

/**
 * Writes the records of all stories with their signals into emptied databases, a city at a time: one is told while the
 * one before it is written. Returns the number of records by `subgraph.collection`.
 */
export async function writeStories(
  agencies: readonly Agency[],
  seed: number,
  stories: readonly (() => DemonstrationStory)[],
  progress: (done: number, total: number) => void,
): Promise<Record<string, number>> {
  for (const { open } of agencies) {
    await open.connection.dropDatabase();
    await ensureIndexes(open.connection);
    await open.demonstration.write(demonstrationDay, seed, false);
  }
  const writers = agencies.map((agency) => new AgencyWriter(agency));
  let writing: Promise<unknown> = Promise.resolve();
  for (const [at, tell] of stories.entries()) {
    const story = tell();
    const told = writers.map((writer) => writer.tell(story));
    await writing;
    progress(at, stories.length);
    writing = Promise.all(told.map((write) => write()));
  }
  await writing;
  for (const writer of writers) await writer.finish(seed);
  progress(stories.length, stories.length);
  return Object.fromEntries(writers.flatMap(({ written }) => [...written]));
}

class AgencyWriter {
  readonly written = new Map<string, number>();
  private readonly cities = new Map<string, SignalSeries>();

  constructor(private readonly agency: Agency) {}

  /** Computes a story's records and signals; the answer writes them. */
  tell(story: DemonstrationStory): () => Promise<void> {
    const { definition, open } = this.agency;
    const records = definition.demonstration(story);
    const series = seriesOfCity(definition.signals, records, story.today);
    for (const [code, each] of series) if (areaLevelOf(code) === 'CITY') this.cities.set(code, each);
    return async () => {
      for (const [collection, rows] of Object.entries(records)) await this.insert(collection, rows);
      await open.rollups.insert(series);
    };
  }

  async finish(seed: number): Promise<void> {
    const { definition, open } = this.agency;
    await open.rollups.insert(seriesOfProvinces(definition.signals, this.cities, demonstrationDay));
    await open.demonstration.write(demonstrationDay, seed);
    await open.clock.refresh();
    await this.reportLoads();
  }

  /** Each kind of records has a report of its load; the records are told up to the end of their day in Jakarta. */
  private async reportLoads(): Promise<void> {
    const { definition, open } = this.agency;
    const source = 'demonstration';
    const dataAsOf = `${demonstrationDay}T16:59:59.999Z`;
    for (const { kind, record } of definition.imports) {
      const rows = this.written.get(`${definition.name}.${record.collection}`) ?? 0;
      if (rows === 0) continue;
      const at = new Date().toISOString();
      const counts = { ...noCounts, read: rows, new: rows };
      const report = {
        source,
        kind,
        startedAt: at,
        endedAt: at,
        dataAsOf,
        outcome: 'COMPLETED',
        reason: null,
      } as const;
      await open.loads.sources.know(source, kind);
      await open.loads.report({ ...report, counts, rejectedFor: [], digest: null });
    }
  }

  private async insert(collection: string, rows: readonly object[]): Promise<void> {
    const { definition, open } = this.agency;
    for (let at = 0; at < rows.length; at += batchSize) {
      await open.connection.collection(collection).insertMany(rows.slice(at, at + batchSize), { ordered: false });
    }
    const name = `${definition.name}.${collection}`;
    this.written.set(name, (this.written.get(name) ?? 0) + rows.length);
  }
}

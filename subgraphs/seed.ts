import { ToldError } from '../common/told-error';
import { subgraphDefinitions } from './all-subgraphs';
import { type AreaCode, areaLevelOf, parentOf } from './shared/area-code';
import { addMonths, type Day, firstDayOf, monthOf } from './shared/calendar';
import type { DatabaseAddress } from './shared/connect-mongo';
import { ensureIndexes } from './shared/connect-mongo';
import { type DataLoads, noCounts } from './shared/data-loads';
import { type DemonstrationStory, StoryRandom } from './shared/demonstration-story';
import type { ImportDefinition } from './shared/import-definition';
import { type OpenSubgraph, openSubgraph } from './shared/open-subgraph';
import type { SubgraphDefinition } from './shared/subgraph-definition';
import { areasWithFigures, figuresOf } from './stability/area-figures';

/** The demonstration's last day: the end of the month of the Timpora meeting, four weeks before the vote. */
export const demonstrationDay: Day = '2024-10-31';

const city: AreaCode = '31.75';
const batchSize = 2_000;

export interface SeedReport {
  readonly seed: number;
  readonly today: Day;
  /** Records by `subgraph.collection`; empty when there were records already and `onlyIfEmpty` was asked. */
  readonly records: Readonly<Record<string, number>>;
}

export interface SeedOptions {
  readonly address: DatabaseAddress;
  readonly seed: number;
  /** Do nothing when there are records already. */
  readonly onlyIfEmpty?: boolean;
  /** Write a demonstration anew that is already there, and drop what was imported into it since. */
  readonly replace?: boolean;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Fills the agencies' databases with the demonstration, the same for the same seed.
 * @throws ToldError when a database holds records that are not a demonstration's: those are never replaced.
 */
export async function seedDemonstration({
  address,
  seed,
  onlyIfEmpty = false,
  replace = false,
  progress,
}: SeedOptions): Promise<SeedReport> {
  const story = tellStory(seed, demonstrationDay);
  const opened = await Promise.all(
    subgraphDefinitions.map(async (definition) => ({ definition, open: await openSubgraph(definition, address) })),
  );
  try {
    const states = await Promise.all(opened.map(({ definition, open }) => stateOf(definition, open)));
    if (onlyIfEmpty && states.some((state) => state !== 'empty')) return { seed, today: demonstrationDay, records: {} };
    const foreign = states.indexOf('records');
    if (foreign >= 0) throw new ToldError(refusal(opened[foreign]?.definition.name ?? '', address));
    if (!replace && states.includes('demonstration')) throw new ToldError(alreadyThere);
    return { seed, today: demonstrationDay, records: await fill(opened, story, progress) };
  } finally {
    await Promise.all(opened.map(({ open }) => open.close()));
  }
}

/** The story of a seed, over the villages of East Jakarta. */
export function tellStory(seed: number, today: Day): DemonstrationStory {
  const villages = areasWithFigures()
    .filter((code) => areaLevelOf(code) === 'VILLAGE')
    .map((code) => ({ code, district: parentOf(code) ?? city, population: figuresOf(code)?.population ?? 0 }));
  return {
    seed,
    today,
    firstDay: firstDayOf(addMonths(monthOf(today), -13)),
    city,
    villages,
    backlogDistrict: '31.75.06',
    shelterIncidentDistrict: '31.75.03',
    quietDistrict: '31.75.02',
    random: (topic) => new StoryRandom(`${seed}/${topic}`),
  };
}

type State = 'empty' | 'demonstration' | 'records';

async function stateOf(definition: SubgraphDefinition, open: OpenSubgraph<unknown>): Promise<State> {
  if ((await open.demonstration.read()) !== null) return 'demonstration';
  for (const collection of definition.recordCollections) {
    if ((await open.connection.collection(collection).findOne({})) !== null) return 'records';
  }
  return 'empty';
}

async function fill(
  opened: readonly { definition: SubgraphDefinition; open: OpenSubgraph<unknown> }[],
  story: DemonstrationStory,
  progress: SeedOptions['progress'] = () => undefined,
): Promise<Record<string, number>> {
  const told = opened.map(({ definition, open }) => ({
    name: definition.name,
    imports: definition.imports,
    open,
    records: definition.demonstration(story),
  }));
  const total = told.flatMap(({ records }) => Object.values(records)).reduce((sum, rows) => sum + rows.length, 0);
  const written: Record<string, number> = {};
  let done = 0;
  for (const { name, imports, open, records } of told) {
    await open.connection.dropDatabase();
    await ensureIndexes(open.connection);
    for (const [collection, rows] of Object.entries(records)) {
      for (let at = 0; at < rows.length; at += batchSize) {
        const batch = rows.slice(at, at + batchSize);
        await open.connection.collection(collection).insertMany([...batch], { ordered: false });
        progress((done += batch.length), total);
      }
      written[`${name}.${collection}`] = rows.length;
    }
    // Marked before the roll-up, which takes the demonstration's day for today.
    await open.demonstration.write(story.today, story.seed);
    await open.clock.refresh();
    await open.rollups.rebuild();
    await reportDemonstration(imports, open.loads, records, story.today);
  }
  return written;
}

/** The demonstration leaves a report for each kind of its records, which are told up to the end of its day in Jakarta. */
async function reportDemonstration(
  imports: readonly ImportDefinition[],
  loads: DataLoads,
  records: Record<string, readonly object[]>,
  today: Day,
): Promise<void> {
  const source = 'demonstration';
  const dataAsOf = `${today}T16:59:59.999Z`;
  for (const { kind, record } of imports) {
    const rows = records[record.collection]?.length ?? 0;
    if (rows === 0) continue;
    const at = new Date().toISOString();
    const counts = { ...noCounts, read: rows, new: rows };
    const report = { source, kind, startedAt: at, endedAt: at, dataAsOf, outcome: 'COMPLETED', reason: null } as const;
    await loads.sources.know(source, kind);
    await loads.report({ ...report, counts, rejectedFor: [], digest: null });
  }
}

const alreadyThere =
  'There is a demonstration already; --replace writes it anew and drops what was imported into it since.';

function refusal(name: string, { databasePrefix }: DatabaseAddress): string {
  return `The database ${databasePrefix}_${name} holds records that are not the demonstration's; they are not replaced. Choose another SIMPUL_DATABASE_PREFIX.`;
}

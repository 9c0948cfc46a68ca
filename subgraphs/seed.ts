import { ToldError } from '../common/told-error';
import { subgraphDefinitions } from './all-subgraphs';
import { demonstrationDay, type Scale, scales, tellStories, tellStory } from './demonstration/tell-story';
import { type Agency, writeStories } from './demonstration/write-stories';
import { loadAreaCatalogue } from './shared/area-catalogue';
import type { Day } from './shared/calendar';
import type { DatabaseAddress } from './shared/connect-mongo';
import { openSubgraph } from './shared/open-subgraph';

export { demonstrationDay, type Scale, scales, tellStory };

export interface SeedReport {
  readonly seed: number;
  readonly scale: Scale;
  readonly today: Day;
  /** Records by `subgraph.collection`; empty when there were records already and `onlyIfEmpty` was asked. */
  readonly records: Readonly<Record<string, number>>;
}

export interface SeedOptions {
  readonly address: DatabaseAddress;
  readonly seed: number;
  /** One city, or every city of the country. */
  readonly scale?: Scale;
  /** Do nothing when there are records already. */
  readonly onlyIfEmpty?: boolean;
  /** Write a demonstration anew that is already there, and drop what was imported into it since. */
  readonly replace?: boolean;
  /** Told how many of how many cities are written. */
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Fills the agencies' databases with the demonstration, the same for the same seed and scale.
 * @throws ToldError when a database holds records that are not a demonstration's: those are never replaced.
 */
export async function seedDemonstration({
  address,
  seed,
  scale = 'city',
  onlyIfEmpty = false,
  replace = false,
  progress = () => undefined,
}: SeedOptions): Promise<SeedReport> {
  const agencies: Agency[] = await Promise.all(
    subgraphDefinitions.map(async (definition) => ({ definition, open: await openSubgraph(definition, address) })),
  );
  const report = { seed, scale, today: demonstrationDay };
  try {
    const states = await Promise.all(agencies.map(stateOf));
    const foreign = states.indexOf('records');
    const isWritten = states.includes('demonstration') && !states.includes('unfinished');
    if (onlyIfEmpty && (isWritten || foreign >= 0)) return { ...report, records: {} };
    if (foreign >= 0) throw new ToldError(refusal(agencies[foreign]?.definition.name ?? '', address));
    if (!replace && isWritten) throw new ToldError(alreadyThere);
    const stories = tellStories(scale, seed, await loadAreaCatalogue());
    return { ...report, records: await writeStories(agencies, seed, stories, progress) };
  } finally {
    await Promise.all(agencies.map(({ open }) => open.close()));
  }
}

type State = 'empty' | 'unfinished' | 'demonstration' | 'records';

async function stateOf({ definition, open }: Agency): Promise<State> {
  const mark = await open.demonstration.read();
  if (mark !== null) return mark.isWhole === false ? 'unfinished' : 'demonstration';
  for (const collection of definition.recordCollections) {
    if ((await open.connection.collection(collection).findOne({})) !== null) return 'records';
  }
  return 'empty';
}

const alreadyThere =
  'There is a demonstration already; --replace writes it anew and drops what was imported into it since.';

function refusal(name: string, { databasePrefix }: DatabaseAddress): string {
  return `The database ${databasePrefix}_${name} holds records that are not the demonstration's; they are not replaced. Choose another SIMPUL_DATABASE_PREFIX.`;
}

import type { SubgraphName } from '../common/subgraph-names';
import { subgraphDefinitions } from './all-subgraphs';
import type { AreaCode } from './shared/area-code';
import type { Month } from './shared/calendar';
import type { DatabaseAddress } from './shared/connect-mongo';
import { smallestToldCount } from './shared/disclosure';
import { openSubgraph } from './shared/open-subgraph';
import type { SignalDefinition } from './shared/signal-definition';
import type { Balance } from './shared/signal-series';
import { type RollupDifference, verifyRollups } from './shared/verify-rollups';

/** Computes the signals of the named subgraphs anew from all their records. Returns the number of areas of each. */
export async function rebuildRollups(
  address: DatabaseAddress,
  names: readonly SubgraphName[],
  progress: (name: SubgraphName, done: number, total: number) => void = () => undefined,
): Promise<Partial<Record<SubgraphName, number>>> {
  const areas: Partial<Record<SubgraphName, number>> = {};
  for (const definition of subgraphDefinitions.filter(({ name }) => names.includes(name))) {
    const open = await openSubgraph(definition, address);
    try {
      areas[definition.name] = await open.rollups.rebuild((done, total) => progress(definition.name, done, total));
    } finally {
      await open.close();
    }
  }
  return areas;
}

/** A measure whose roll-up tells otherwise than the records. */
export interface ToldDifference {
  readonly area: AreaCode;
  readonly measure: string;
  readonly month: Month;
  /** Null, as `records` is, where one of the numbers is of one to nine persons. */
  readonly told: Balance | null;
  readonly records: Balance | null;
}

/** What differs, as far as it is listed, and how much in all. */
export interface Differences {
  readonly count: number;
  readonly first: readonly ToldDifference[];
}

export interface RollupCheck {
  readonly areas: number;
  readonly wrong: Differences;
  /** Differences that a write explains which is under way, or which a dead process left for the next upkeep. */
  readonly pending: Differences;
}

// A database that was never rolled up differs everywhere: the first of it say all.
const listed = 1_000;

/** Compares the signals of the named subgraphs with their records; nothing is written. */
export async function checkRollups(
  address: DatabaseAddress,
  names: readonly SubgraphName[],
  within: AreaCode | null = null,
  progress: (name: SubgraphName, done: number, total: number) => void = () => undefined,
): Promise<Partial<Record<SubgraphName, RollupCheck>>> {
  const checks: Partial<Record<SubgraphName, RollupCheck>> = {};
  for (const { name, signals, ...definition } of subgraphDefinitions.filter((each) => names.includes(each.name))) {
    const open = await openSubgraph({ ...definition, name, signals }, address, { readOnly: true });
    const [wrong, pending] = [new Listed(signals), new Listed(signals)];
    try {
      const areas = await verifyRollups(open, signals, {
        within,
        tell: (difference) => (difference.isPending ? pending : wrong).add(difference),
        progress: (done, total) => progress(name, done, total),
      });
      checks[name] = { areas, wrong, pending };
    } finally {
      await open.close();
    }
  }
  return checks;
}

class Listed implements Differences {
  count = 0;
  readonly first: ToldDifference[] = [];
  readonly #signals: SignalDefinition;
  constructor(signals: SignalDefinition) {
    this.#signals = signals;
  }

  add({ area, measure, month, told, right }: RollupDifference): void {
    this.count += 1;
    if (this.first.length === listed) return;
    const isShown = !this.#signals.ofPersons.includes(measure) || (areMany(told) && areMany(right));
    this.first.push({ area, measure, month, told: isShown ? told : null, records: isShown ? right : null });
  }
}

function areMany({ x, n }: Balance): boolean {
  return [x, n, n - x].every((count) => count === 0 || count >= smallestToldCount);
}

import type DataLoader from 'dataloader';

import type { AreaCatalogue } from './area-catalogue';
import { areaLevelOf } from './area-code';
import { loaderByMap } from './batch-loader';
import type { Day } from './calendar';
import { type Decided, discloseMeasures, type PersonMeasure } from './disclose-measures';
import { type DisclosedCount, neverTold, told } from './disclosed-count';
import type { AreaTree } from './disclosure-bounds';
import type { SignalRollups } from './signal-rollups';
import { balancesOn, type SignalSeries } from './signal-series';

export interface DisclosedBalance {
  readonly numerator: DisclosedCount;
  readonly denominator: DisclosedCount;
}

/** The tables of provinces, those asked for in one tick with one command. */
export function disclosureTables(
  rollups: SignalRollups,
  areas: AreaCatalogue,
  seriesMeasures: readonly string[],
  measures: readonly PersonMeasure[],
): DataLoader<string, DisclosureTable> {
  const tableOf = (province: string, districts: ReadonlyMap<string, SignalSeries>) =>
    new DisclosureTable(province, areas, districts, seriesMeasures, measures);
  return loaderByMap(
    async (provinces) => {
      const districts = await rollups.seriesDirectlyIn(provinces.flatMap((code) => [...areas.within(code, 'CITY')]));
      return new Map(provinces.map((code) => [code, tableOf(code, districts)]));
    },
    (code) => tableOf(code, new Map()),
  );
}

/** What may be told in a province, down to the districts, computed for a day when it is first asked for. */
export class DisclosureTable {
  private tree: AreaTree | undefined;
  private readonly byDay = new Map<Day, ReadonlyMap<string, Decided>>();

  constructor(
    private readonly province: string,
    private readonly areas: AreaCatalogue,
    /** The series of the districts that have one, and the measures that a series holds. */
    private readonly districts: ReadonlyMap<string, SignalSeries>,
    private readonly seriesMeasures: readonly string[],
    private readonly measures: readonly PersonMeasure[],
  ) {}

  /** Counts of a district or a wider area. Counts of a village are never told: hardly one has ten persons. */
  tell(code: string, measure: string, day: Day): DisclosedBalance {
    if (areaLevelOf(code) === 'VILLAGE') return ofVillage;
    const decided = this.on(day).get(measure);
    return {
      numerator: told(decided?.numerators.get(code) ?? nothing),
      denominator: told(decided?.denominators.get(code) ?? nothing),
    };
  }

  private on(day: Day): ReadonlyMap<string, Decided> {
    const known = this.byDay.get(day) ?? this.decide(day);
    this.byDay.set(day, known);
    return known;
  }

  private decide(day: Day): ReadonlyMap<string, Decided> {
    const balances = new Map(
      [...this.districts].map(([code, series]) => [code, balancesOn(series, this.seriesMeasures, day)]),
    );
    this.tree ??= treeOf(this.province, this.areas);
    return discloseMeasures(this.tree, balances, this.measures);
  }
}

const nothing = { value: 0, disclosure: 'DISCLOSED' } as const;
const ofVillage: DisclosedBalance = { numerator: neverTold, denominator: neverTold };

function treeOf(code: string, areas: AreaCatalogue): AreaTree {
  const parts = areaLevelOf(code) === 'DISTRICT' ? [] : areas.childrenOf(code);
  return { code, parts: parts.map((part) => treeOf(part.code, areas)) };
}

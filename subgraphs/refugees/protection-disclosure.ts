import type { AreaCatalogue } from '../shared/area-catalogue';
import { areaLevelOf, cityOf } from '../shared/area-code';
import type { Day } from '../shared/calendar';
import {
  type Count,
  type Disclosure,
  primaryDisclosure,
  primaryPartDisclosure,
  protectMargin,
  smallestToldCount,
} from '../shared/disclosure';
import { type Balance, balancesOn, type SignalSeries } from '../shared/signal-series';
import { type RefugeeMeasure, refugeeMeasures } from './refugee-signals';

/** A count as the graph tells it; null when it is hidden. */
export interface DisclosedCount {
  readonly value: number | null;
  readonly status: Disclosure;
}

export interface DisclosedBalance {
  readonly numerator: DisclosedCount;
  readonly denominator: DisclosedCount;
}

/** The counts of an area, and of those that it is the sum of. */
export interface AreaCounts extends Balance {
  readonly code: string;
  readonly parts: readonly AreaCounts[];
}

/** Whether an area's own number may stand behind a share. */
export function isOwn({ n }: Balance): boolean {
  return n >= smallestToldCount;
}

/**
 * What may be told of one measure on one day in a province, its cities and their districts, by area.
 *
 * Every sum that a reader can write down is protected: districts in their city and cities in their province, each for
 * the group (denominator) and for those who meet the condition (numerator), whose rest in the group counts as well.
 * A number hidden along one sum may have to be hidden along another, so all sums are gone through until none changes.
 * Changes of the same area from month to month are not compared.
 */
export function discloseAreas(province: AreaCounts): Map<string, DisclosedBalance> {
  const areas = withAllParts(province);
  const denominators = settle(
    areas,
    new Map(areas.map(({ code, n }) => [code, { value: n, disclosure: primaryDisclosure(n) }])),
  );
  const numerators = settle(
    areas,
    new Map(
      areas.map(({ code, x, n }) => [code, partOf(x, denominators.get(code) ?? { value: n, disclosure: hidden })]),
    ),
  );
  return new Map(
    areas.map(({ code }) => [
      code,
      { numerator: told(numerators.get(code)), denominator: told(denominators.get(code)) },
    ]),
  );
}

const hidden: Disclosure = 'SUPPRESSED_COMPLEMENTARY';

function partOf(value: number, group: Count): Count {
  const disclosure = primaryPartDisclosure(value, group);
  return { value, disclosure, of: group.value, ofHiddenGroup: group.disclosure !== 'DISCLOSED' };
}

function withAllParts(area: AreaCounts): AreaCounts[] {
  return [area, ...area.parts.flatMap(withAllParts)];
}

/** Each round hides more or ends, so the rounds end. */
function settle(areas: readonly AreaCounts[], counts: Map<string, Count>): ReadonlyMap<string, Count> {
  let changed = true;
  const decide = (code: string, count: Count, disclosure: Disclosure) => {
    if (count.disclosure === disclosure) return;
    counts.set(code, { ...count, disclosure });
    changed = true;
  };
  while (changed) {
    changed = false;
    for (const { code, parts } of areas) {
      const total = counts.get(code);
      if (total === undefined || parts.length === 0) continue;
      const cells = parts.flatMap((part) => counts.get(part.code) ?? []);
      const margin = protectMargin(cells, total);
      decide(code, total, margin.total);
      parts.forEach((part, index) => {
        const cell = cells[index];
        if (cell !== undefined) decide(part.code, cell, margin.cells[index] ?? hidden);
      });
    }
  }
  return counts;
}

function told({ value, disclosure }: Count = nothing): DisclosedCount {
  return { value: disclosure === 'DISCLOSED' ? value : null, status: disclosure };
}

const nothing: Count = { value: 0, disclosure: 'DISCLOSED' };
const zero: DisclosedBalance = { numerator: told(), denominator: told() };
// Whatever the number: a status that depended on it would tell something about the district's.
const neverTold: DisclosedCount = { value: null, status: hidden };
const ofVillage: DisclosedBalance = { numerator: neverTold, denominator: neverTold };

/** What may be told in a province, computed for a day when it is first asked for. */
export class ProtectionTable {
  private outline: AreaOutline | undefined;
  private readonly byDay = new Map<Day, ReadonlyMap<RefugeeMeasure, Map<string, DisclosedBalance>>>();

  constructor(
    private readonly province: string,
    private readonly areas: AreaCatalogue,
    /** The series of the districts that have one. */
    private readonly districts: ReadonlyMap<string, SignalSeries>,
  ) {}

  /** Counts of a district or a wider area. Counts of a village are never told: hardly one has ten persons. */
  tell(code: string, measure: RefugeeMeasure, day: Day): DisclosedBalance {
    if (areaLevelOf(code) === 'VILLAGE') return ofVillage;
    return this.on(day).get(measure)?.get(code) ?? zero;
  }

  /** Counts of the city an area lies in; an area above the cities stands for itself. */
  tellCity(code: string, measure: RefugeeMeasure, day: Day): DisclosedBalance {
    return this.tell(cityOf(code) ?? code, measure, day);
  }

  private on(day: Day) {
    const known = this.byDay.get(day) ?? this.compute(day);
    this.byDay.set(day, known);
    return known;
  }

  private compute(day: Day): ReadonlyMap<RefugeeMeasure, Map<string, DisclosedBalance>> {
    const balances = new Map(
      [...this.districts].map(([code, series]) => [code, balancesOn(series, refugeeMeasures, day)]),
    );
    const outline = (this.outline ??= outlineOf(this.province, this.areas));
    const counts = (measure: RefugeeMeasure) => countsOf(outline, (code) => balances.get(code)?.get(measure));
    return new Map(refugeeMeasures.map((measure) => [measure, discloseAreas(counts(measure))]));
  }
}

/** The areas of a province down to the districts. */
interface AreaOutline {
  readonly code: string;
  readonly parts: readonly AreaOutline[];
}

function outlineOf(code: string, areas: AreaCatalogue): AreaOutline {
  const parts = areaLevelOf(code) === 'DISTRICT' ? [] : areas.childrenOf(code);
  return { code, parts: parts.map((part) => outlineOf(part.code, areas)) };
}

function countsOf({ code, parts }: AreaOutline, balanceOf: (code: string) => Balance | undefined): AreaCounts {
  if (parts.length === 0) return { code, x: 0, n: 0, ...balanceOf(code), parts: [] };
  const counts = parts.map((part) => countsOf(part, balanceOf));
  return { code, x: sum(counts, 'x'), n: sum(counts, 'n'), parts: counts };
}

function sum(parts: readonly AreaCounts[], key: 'x' | 'n'): number {
  return parts.reduce((all, part) => all + part[key], 0);
}

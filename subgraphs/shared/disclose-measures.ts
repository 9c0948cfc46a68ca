import { type CountsByArea, discloseTree } from './disclose-tree';
import type { AreaTree } from './disclosure-bounds';
import { Remembered } from './remembered';
import type { Balance } from './signal-series';

/** Persons, or records of persons, counted by area: a group (n), and those of it who meet a condition (x). */
export interface PersonMeasure {
  readonly measure: string;
  /** The measure whose group this one's is a part of; it stands before this one. */
  readonly within?: string;
  /** Counts from 1 up to but not including this are never told. */
  readonly smallest: number;
}

/** What is decided about the two counts of a measure. */
export interface Decided {
  readonly numerators: CountsByArea;
  readonly denominators: CountsByArea;
}

/** The balances of one district on one day, by measure. */
export type BalancesByDistrict = ReadonlyMap<string, ReadonlyMap<string, Balance>>;

/** Decides what may be told of a tree of areas, from the balances of its districts: a group first, then its parts. */
export function discloseMeasures(
  tree: AreaTree,
  districts: BalancesByDistrict,
  measures: readonly PersonMeasure[],
): ReadonlyMap<string, Decided> {
  return remembered.get(keyOf(tree, districts, measures), () => {
    const decided = new Map<string, Decided>();
    for (const { measure, within, smallest } of measures) {
      const sums = sumsIn(tree, (code) => districts.get(code)?.get(measure) ?? zero);
      const groups = within === undefined ? undefined : decided.get(within)?.denominators;
      const denominators = discloseTree(tree, (code) => sums.get(code)?.n ?? 0, { smallest, groups });
      const numerators = discloseTree(tree, (code) => sums.get(code)?.x ?? 0, { smallest, groups: denominators });
      decided.set(measure, { numerators, denominators });
    }
    return decided;
  });
}

const zero: Balance = { x: 0, n: 0 };

// The tables of the months that people ask for are asked for again and again, and seldom change.
const remembered = new Remembered<ReadonlyMap<string, Decided>>(100);

function keyOf({ code }: AreaTree, districts: BalancesByDistrict, measures: readonly PersonMeasure[]): string {
  const balances = [...districts].map(([district, byMeasure]) => [
    district,
    ...[...byMeasure.values()].flatMap(({ x, n }) => [x, n]),
  ]);
  return JSON.stringify([code, measures, balances]);
}

function sumsIn({ code, parts }: AreaTree, balanceOf: (code: string) => Balance): Map<string, Balance> {
  if (parts.length === 0) return new Map([[code, balanceOf(code)]]);
  const within = parts.map((part) => sumsIn(part, balanceOf));
  const own = parts.map((part, at) => within[at]?.get(part.code) ?? zero);
  const sum = own.reduce((all, { x, n }) => ({ x: all.x + x, n: all.n + n }), zero);
  return new Map([[code, sum], ...within.flatMap((map) => [...map])]);
}

import { describe, expect, it } from '@jest/globals';

import { type CountsByArea, discloseTree } from '../../../subgraphs/shared/disclose-tree';
import { told } from '../../../subgraphs/shared/disclosed-count';
import { type District, type Province, treeOf, valuesOf } from './random-province';

interface Published {
  /** All that is told, as a reader gets it. */
  readonly told: string;
  /** The true values of what is hidden; a part of nobody is known. */
  readonly hidden: readonly (readonly [what: string, value: number])[];
}

function publish(province: Province, columns: readonly ('persons' | 'condition')[], smallest: number): Published {
  const tree = treeOf(province);
  const disclosed: Record<string, CountsByArea> = {};
  for (const column of columns) {
    const values = valuesOf(province, column);
    const groups = column === 'condition' ? disclosed.persons : undefined;
    disclosed[column] = discloseTree(tree, (code) => values.get(code) ?? 0, { smallest, groups });
  }
  const counts = columns.flatMap((column) =>
    [...(disclosed[column] ?? [])].map(([code, count]) => ({ what: `${column} ${code}`, count })),
  );
  return {
    told: JSON.stringify(counts.map(({ count }) => told(count))),
    hidden: counts
      .filter(({ count }) => count.disclosure !== 'DISCLOSED' && count.of !== 0)
      .map(({ what, count }) => [what, count.value]),
  };
}

/**
 * The counts that are the same in all the provinces that are told alike: who can try every province there is knows
 * them. Provinces `onTheEdge` have likes beyond the numbers tried, so they are likes for others only.
 */
function findable(
  provinces: Iterable<Province>,
  columns: readonly ('persons' | 'condition')[],
  smallest: number,
  onTheEdge: (district: District) => boolean,
): string[] {
  const likes = new Map<string, Map<string, Set<number>>>();
  const judged = new Set<string>();
  for (const province of provinces) {
    const { told, hidden } = publish(province, columns, smallest);
    if (!province.flat().some(onTheEdge)) judged.add(told);
    const values = likes.get(told) ?? new Map<string, Set<number>>();
    likes.set(told, values);
    for (const [what, value] of hidden) values.set(what, (values.get(what) ?? new Set()).add(value));
  }
  expect(judged.size).toBeGreaterThan(20);
  return [...judged].flatMap((told) =>
    [...(likes.get(told) ?? [])].filter(([, values]) => values.size < 2).map(([what]) => `${what} in ${told}`),
  );
}

function* tuples<Item>(items: readonly Item[], length: number): Generator<Item[]> {
  if (length === 0) yield [];
  else for (const first of items) for (const rest of tuples(items, length - 1)) yield [first, ...rest];
}

const upTo = (high: number) => Array.from({ length: high + 1 }, (_, value) => value);
const districtsOf = (high: number): District[] => upTo(high).map((persons) => ({ persons, group: 0, condition: 0 }));

describe('who replays the procedure on every city there can be', () => {
  it('finds no hidden count of persons in a city of three districts', () => {
    const provinces = [...tuples(districtsOf(24), 3)].map((city) => [city]);
    expect(findable(provinces, ['persons'], 10, ({ persons }) => persons > 15)).toEqual([]);
  });

  it('finds no hidden count of those who meet a condition in a city of two', () => {
    const districts = upTo(15).flatMap((persons) =>
      upTo(persons).map((condition) => ({ persons, group: 0, condition })),
    );
    const provinces = [...tuples(districts, 2)].map((city) => [city]);
    expect(findable(provinces, ['persons', 'condition'], 5, ({ persons }) => persons > 11)).toEqual([]);
  });
});

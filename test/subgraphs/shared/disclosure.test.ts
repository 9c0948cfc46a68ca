import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  type Count,
  discloseCounts,
  type Disclosure,
  primaryDisclosure,
  primaryPartDisclosure,
  protectMargin,
} from '../../../subgraphs/shared/disclosure';

const k = 10;

/** The counts with hidden ones as '-', and the total. */
function published(values: readonly number[]): { cells: (number | '-')[]; total: number | '-' } {
  const { cells, total } = discloseCounts(values);
  const told = (value: number, disclosure: Disclosure | undefined) => (disclosure === 'DISCLOSED' ? value : '-');
  return {
    cells: values.map((value, index) => told(value, cells[index])),
    total: told(
      values.reduce((sum, value) => sum + value, 0),
      total,
    ),
  };
}

describe('primary suppression', () => {
  it('hides 1 to 9 and tells 0 and 10', () => {
    expect([0, 1, 9, 10].map((value) => primaryDisclosure(value))).toEqual([
      'DISCLOSED',
      'SUPPRESSED_SMALL',
      'SUPPRESSED_SMALL',
      'DISCLOSED',
    ]);
  });

  it('hides a part that is small, nobody or everybody, and one whose rest is small: the rest is group less part', () => {
    const group = { value: 40, disclosure: 'DISCLOSED' as const };
    expect([0, 9, 10, 30, 31, 39, 40].map((value) => primaryPartDisclosure(value, group))).toEqual([
      'SUPPRESSED_SMALL',
      'SUPPRESSED_SMALL',
      'DISCLOSED',
      'DISCLOSED',
      'SUPPRESSED_COMPLEMENTARY',
      'SUPPRESSED_COMPLEMENTARY',
      'SUPPRESSED_COMPLEMENTARY',
    ]);
  });

  it('gives one status to all parts of a group of which no part can be told: ten of ten would else be known', () => {
    const group = { value: 19, disclosure: 'DISCLOSED' as const };
    expect([0, 9, 10, 19].map((value) => primaryPartDisclosure(value, group))).toEqual(
      new Array(4).fill('SUPPRESSED_SMALL'),
    );
  });

  it('tells that nobody of nobody meets a condition', () => {
    expect(primaryPartDisclosure(0, { value: 0, disclosure: 'DISCLOSED' })).toBe('DISCLOSED');
  });

  it('gives all parts of a hidden group one status, so that a part of 0 is not told from others', () => {
    const group = { value: 8, disclosure: 'SUPPRESSED_SMALL' as const };
    expect([0, 3, 8].map((value) => primaryPartDisclosure(value, group))).toEqual(
      new Array(3).fill('SUPPRESSED_SMALL'),
    );
  });
});

describe('complementary suppression along one margin', () => {
  it.each<[number[], (number | '-')[], number | '-']>([
    [[14, 3, 22, 0, 12, 41, 17, 10], [14, '-', 22, 0, 12, 41, 17, '-'], 119],
    [[14, 13, 22, 0, 12, 41, 17, 10], [14, 13, 22, 0, 12, 41, 17, 10], 129],
    [[4, 7, 30], ['-', '-', 30], 41],
    [[1, 2, 0, 0], ['-', '-', '-', '-'], '-'],
    [[0, 0, 0], [0, 0, 0], 0],
    [[2, 3, 50, 60], ['-', '-', '-', 60], 115],
    [[9, 120], ['-', '-'], 129],
  ])('publishes %j as %j of %j', (values, cells, total) => {
    expect(published(values)).toEqual({ cells, total });
  });

  it('hides a third count where the known bounds of two leave one possibility', () => {
    // Two small counts that sum to 18 can only be 9 and 9; one small and one not that sum to 11 only 1 and 10.
    expect(published([9, 9, 40, 50]).cells).toEqual(['-', '-', '-', 50]);
    expect(published([1, 10, 40, 50]).cells).toEqual(['-', '-', '-', 50]);
  });

  it('hides the total as well where there is no third count', () => {
    expect(published([9, 9])).toEqual({ cells: ['-', '-'], total: '-' });
    expect(published([1, 10, 0])).toEqual({ cells: ['-', '-', '-'], total: '-' });
  });

  it('gives all counts of a small total the same status', () => {
    expect(discloseCounts([1, 2, 0, 0])).toEqual({
      cells: new Array(4).fill('SUPPRESSED_SMALL'),
      total: 'SUPPRESSED_SMALL',
    });
  });

  it('tells a part of nobody, which the group tells already', () => {
    const part = (value: number, of: number): Count => ({ value, of, disclosure: primaryDisclosure(value) });
    const margin = protectMargin([part(3, 20), part(0, 0), part(0, 15)], {
      value: 3,
      of: 35,
      disclosure: 'SUPPRESSED_SMALL',
    });
    expect(margin.cells).toEqual(['SUPPRESSED_SMALL', 'DISCLOSED', 'SUPPRESSED_SMALL']);
  });

  it('hides a count when the total is hidden elsewhere, so that the told ones do not sum to it', () => {
    const told = (value: number): Count => ({ value, disclosure: 'DISCLOSED' });
    const total: Count = { value: 75, disclosure: 'SUPPRESSED_COMPLEMENTARY' };
    expect(protectMargin([told(20), told(15), told(40)], total)).toEqual({
      cells: ['DISCLOSED', 'SUPPRESSED_COMPLEMENTARY', 'DISCLOSED'],
      total: 'SUPPRESSED_COMPLEMENTARY',
    });
  });

  it('hides one more where the rests of the hidden parts would sum to a small number', () => {
    const part = (value: number, of: number): Count => ({
      value,
      of,
      disclosure: primaryPartDisclosure(value, { value: of, disclosure: 'DISCLOSED' }),
    });
    // 3 of 28 and 2 of 24 are the rests: 5 persons in all, unless the third is hidden too.
    const cells = [part(25, 28), part(22, 24), part(30, 60)];
    const margin = protectMargin(cells, { value: 77, of: 112, disclosure: 'DISCLOSED' });
    expect(margin.cells).toEqual(new Array(3).fill('SUPPRESSED_COMPLEMENTARY'));
  });
});

/** Every value that a hidden count may have for a reader who knows k, the statuses, the told counts and the total. */
function possibleValues(values: readonly number[], index: number): Set<number> {
  const { cells, total } = discloseCounts(values);
  const sum = values.reduce((all, value) => all + value, 0);
  const candidates = (status: Disclosure | undefined, value: number): number[] => {
    if (status === 'DISCLOSED') return [value];
    if (status === 'SUPPRESSED_SMALL') return range(total === 'SUPPRESSED_SMALL' ? 0 : 1, k - 1);
    return total === 'DISCLOSED' ? range(k, sum) : [0, ...range(k, sum + k)];
  };
  const totals = new Set(total === 'DISCLOSED' ? [sum] : total === 'SUPPRESSED_SMALL' ? range(1, k - 1) : []);
  const others = cells
    .map((status, at) => (at === index ? [] : candidates(status, values[at] ?? 0)))
    .filter((_, at) => at !== index)
    .reduce((sums, list) => new Set([...sums].flatMap((one) => list.map((other) => one + other))), new Set([0]));
  const possible = candidates(cells[index], values[index] ?? 0).filter((value) =>
    [...others].some((other) => (totals.size === 0 ? value + other >= k : totals.has(value + other))),
  );
  return new Set(possible);
}

function range(low: number, high: number): number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, step) => low + step);
}

const tables = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 12 }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 }) },
  ),
  { minLength: 1, maxLength: 6 },
);

describe('what a reader can compute', () => {
  it('leaves every hidden count more than one possible value', () => {
    fc.assert(
      fc.property(tables, (values) => {
        discloseCounts(values).cells.forEach((status, index) => {
          if (status !== 'DISCLOSED') expect(possibleValues(values, index).size).toBeGreaterThan(1);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('never tells a count from 1 to 9, nor a total, and never hides where nothing is small', () => {
    fc.assert(
      fc.property(tables, (values) => {
        const { cells, total } = published(values);
        for (const told of [...cells, total]) expect(told === '-' || told === 0 || told >= k).toBe(true);
        if (values.every((value) => value === 0 || value >= k)) expect(cells).toEqual(values);
      }),
    );
  });

  it('depends on the values only, not on who stands where', () => {
    fc.assert(
      fc.property(tables, (values) => {
        const sorted = (list: (number | '-')[]) => list.map(String).sort();
        expect(sorted(published([...values].reverse()).cells)).toEqual(sorted(published(values).cells));
      }),
    );
  });
});

import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';

import { type CountsByArea, discloseTree } from '../../../subgraphs/shared/disclose-tree';
import { type Count, primaryDisclosure } from '../../../subgraphs/shared/disclosure';
import type { AreaTree } from '../../../subgraphs/shared/disclosure-bounds';
import { narrow, type Range, type Sum } from './attacker';
import { type Column, type District, type Province, randomProvince, treeOf, valuesOf } from './random-province';

// Ten thousand tables take as long as they take on a busy machine.
jest.setTimeout(180_000);

const smallest = 10;
const many = 1_000_000;
const nothing: Count = { value: 0, disclosure: 'DISCLOSED' };

type Disclosed = Readonly<Record<Column, CountsByArea>>;

function disclose(province: Province): Disclosed {
  const tree = treeOf(province);
  const column = (name: Column, groups?: CountsByArea) => {
    const values = valuesOf(province, name);
    return discloseTree(tree, (code) => values.get(code) ?? 0, { smallest, groups });
  };
  const persons = column('persons');
  const group = column('group', persons);
  return { persons, group, condition: column('condition', group) };
}

interface Area {
  readonly code: string;
  readonly whole: string | null;
  readonly parts: readonly string[];
  readonly beside: readonly string[];
}

function areasIn(tree: AreaTree, whole: AreaTree | null = null): Area[] {
  const codes = (areas: readonly AreaTree[] = []) => areas.map(({ code }) => code);
  const beside = codes(whole?.parts).filter((code) => code !== tree.code);
  return [
    { code: tree.code, whole: whole?.code ?? null, parts: codes(tree.parts), beside },
    ...tree.parts.flatMap((part) => areasIn(part, tree)),
  ];
}

const columns: readonly Column[] = ['persons', 'group', 'condition'];
const within: Readonly<Partial<Record<Column, Column>>> = { group: 'persons', condition: 'group' };

/** All that a reader may know who sees the statuses and, of what is told, even the numbers before they are rounded. */
function readerOf(province: Province, disclosed: Disclosed): { given: Record<string, Range>; sums: Sum[] } {
  const given: Record<string, Range> = {};
  const sums: Sum[] = [];
  for (const column of columns) {
    const group = within[column];
    for (const area of areasIn(treeOf(province))) {
      const { code } = area;
      const { value, disclosure } = disclosed[column].get(code) ?? nothing;
      const ofGroup = group === undefined ? undefined : disclosed[group].get(code);
      given[`${column} ${code}`] =
        disclosure === 'DISCLOSED' ? { low: value, high: value } : hiddenRange(area, disclosed[column], ofGroup);
      // The rest of a group is a count as well.
      if (group !== undefined) {
        given[`not ${column} ${code}`] = { low: 0, high: many };
        sums.push({ total: `${group} ${code}`, parts: [`${column} ${code}`, `not ${column} ${code}`] });
      }
    }
    for (const { code, parts } of areasIn(treeOf(province))) {
      if (parts.length > 0) sums.push({ total: `${column} ${code}`, parts: parts.map((part) => `${column} ${part}`) });
    }
  }
  return { given, sums };
}

/** What a status gives away to who knows the rules. */
function hiddenRange(area: Area, counts: CountsByArea, group: Count | undefined): Range {
  const { disclosure } = counts.get(area.code) ?? nothing;
  const isSmall = disclosure === 'SUPPRESSED_SMALL';
  if (group !== undefined) {
    if (group.disclosure !== 'DISCLOSED' || group.value < 2 * smallest) return { low: 0, high: many };
    return isSmall ? { low: 0, high: smallest - 1 } : { low: smallest, high: many };
  }
  const statusOf = (code: string) => counts.get(code)?.disclosure;
  // A true 0 is told, unless its sum is small, or all beside it are hidden.
  if (isSmall) return { low: area.whole !== null && statusOf(area.whole) === 'SUPPRESSED_SMALL' ? 0 : 1, high: 9 };
  return { low: area.beside.some((code) => statusOf(code) === 'DISCLOSED') ? smallest : 0, high: many };
}

/** The hidden counts that the reader has found out. */
function found(province: Province, disclosed: Disclosed): string[] {
  const { given, sums } = readerOf(province, disclosed);
  const known = narrow(given, sums);
  return columns.flatMap((column) =>
    [...disclosed[column]]
      .filter(([, { disclosure, of }]) => disclosure !== 'DISCLOSED' && of !== 0)
      .map(([code]) => `${column} ${code}`)
      .filter((name) => (known[name]?.low ?? 0) >= (known[name]?.high ?? 0)),
  );
}

describe('ten thousand random provinces', () => {
  it('have no hidden count that can be computed from what is told, by any sum or as the rest of a group', () => {
    let hidden = 0;
    fc.assert(
      fc.property(randomProvince, (province) => {
        const disclosed = disclose(province);
        hidden += [...disclosed.persons.values()].filter(({ disclosure }) => disclosure !== 'DISCLOSED').length;
        expect(found(province, disclosed)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
    expect(hidden).toBeGreaterThan(10_000);
  });

  it('tell no count from 1 to 9, no part that is nobody or everybody, and no rest from 1 to 9', () => {
    fc.assert(
      fc.property(randomProvince, (province) => {
        const disclosed = disclose(province);
        for (const column of columns) {
          for (const { value, of = Infinity } of toldOf(disclosed[column])) {
            if (column === 'persons') expect(value === 0 || value >= smallest).toBe(true);
            else if (of > 0) expect(Math.min(value, of - value)).toBeGreaterThanOrEqual(smallest);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('tell who meets a condition only beside the group', () => {
    fc.assert(
      fc.property(randomProvince, (province) => {
        const { group, condition } = disclose(province);
        for (const [code, { disclosure }] of condition) {
          if (disclosure === 'DISCLOSED') expect(group.get(code)?.disclosure).toBe('DISCLOSED');
        }
      }),
    );
  });
});

describe('the reader of these tests', () => {
  it('does find hidden counts where primary suppression alone is done', () => {
    const primaryOnly = (province: Province): Disclosed => {
      const counts = (column: Column) =>
        new Map(
          [...valuesOf(province, column)].map(([code, value]) => [
            code,
            { value, disclosure: primaryDisclosure(value) } satisfies Count,
          ]),
        );
      return { persons: counts('persons'), group: counts('group'), condition: counts('condition') };
    };
    const persons = (...districts: number[]) => districts.map((all) => ({ persons: all, group: 0, condition: 0 }));
    const province = [persons(12, 7, 30), persons(20)];
    expect(found(province, primaryOnly(province))).toEqual(['persons C0D1']);
    expect(found(province, disclose(province))).toEqual([]);
  });
});

describe('two months of a province', () => {
  const quiet = fc.integer({ min: -3, max: 3 });
  /** A month, and the next one in which a few persons came, left or changed. */
  const months = randomProvince.chain((before) =>
    fc
      .array(fc.record({ persons: quiet, group: quiet, condition: quiet }), { minLength: 12, maxLength: 12 })
      .map((changes) => {
        const next = [...changes];
        const after = before.map((city) => city.map((district) => changed(district, next.pop() ?? nobody)));
        return { before, after };
      }),
  );
  const nobody = { persons: 0, group: 0, condition: 0 };

  it('show no change of a count that was told twice, though who asks adds up and subtracts what he can', () => {
    let compared = 0;
    fc.assert(
      fc.property(months, ({ before, after }) => {
        const [first, second] = [before, after].map(readRounded);
        for (const [name, { low, high }] of Object.entries(first ?? {})) {
          const later = second?.[name];
          if (later === undefined || (high === 0 && later.high === 0)) continue;
          compared += 1;
          expect(later.high - low).toBeGreaterThan(later.low - high);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(2_000);
  });

  /** What a reader knows of every count that is told, by the rounded numbers. */
  function readRounded(province: Province): Record<string, Range> {
    const disclosed = disclose(province);
    const { given, sums } = readerOf(province, disclosed);
    const names: string[] = [];
    for (const column of columns) {
      for (const [code, { value, disclosure, of }] of disclosed[column]) {
        if (disclosure !== 'DISCLOSED' || of === 0) continue;
        names.push(`${column} ${code}`);
        const rounded = Math.round(value / 5) * 5;
        given[`${column} ${code}`] =
          value === 0 ? { low: 0, high: 0 } : { low: Math.max(10, rounded - 2), high: rounded + 2 };
        // Who meets a condition is told only where ten do not.
        if (column !== 'persons') given[`not ${column} ${code}`] = { low: smallest, high: many };
      }
    }
    const known = narrow(given, sums);
    return Object.fromEntries(names.map((name) => [name, known[name] ?? { low: 0, high: 0 }]));
  }
});

function toldOf(counts: CountsByArea): Count[] {
  return [...counts.values()].filter(({ disclosure }) => disclosure === 'DISCLOSED');
}

function changed(district: District, change: District): District {
  const within = (value: number, high: number) => Math.min(Math.max(value, 0), high);
  const persons = within(district.persons + change.persons, many);
  const group = within(district.group + change.group, persons);
  return { persons, group, condition: within(district.condition + change.condition, group) };
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  type AreaCounts,
  discloseAreas,
  type DisclosedBalance,
  type DisclosedCount,
  ProtectionTable,
} from '../../../subgraphs/refugees/protection-disclosure';
import { refugeeMeasures } from '../../../subgraphs/refugees/refugee-signals';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { type Balance, buildSeries } from '../../../subgraphs/shared/signal-series';

function sumOf(code: string, parts: readonly AreaCounts[]): AreaCounts {
  const add = (key: 'x' | 'n') => parts.reduce((sum, part) => sum + part[key], 0);
  return { code, x: add('x'), n: add('n'), parts };
}

/** A province of one city for each list of district counts. */
function province(...cities: readonly (readonly Balance[])[]): AreaCounts {
  return sumOf(
    'P',
    cities.map((districts, city) =>
      sumOf(
        `C${city}`,
        districts.map((balance, district) => ({ code: `C${city}D${district}`, ...balance, parts: [] })),
      ),
    ),
  );
}

const shown = ({ value, status }: DisclosedCount): number | string => value ?? status;
const districts = (told: ReadonlyMap<string, DisclosedBalance>, key: keyof DisclosedBalance) =>
  [...told].filter(([code]) => code.startsWith('C0D')).map(([, balance]) => shown(balance[key]));

describe('counts of persons by area', () => {
  it('hide the district beneath ten and one more, so that the city less the others does not tell it', () => {
    const told = discloseAreas(province([18, 9, 12, 30].map((n) => ({ x: 0, n }))));
    expect(districts(told, 'denominator')).toEqual([18, 'SUPPRESSED_SMALL', 'SUPPRESSED_COMPLEMENTARY', 30]);
    expect(shown(told.get('C0')?.denominator ?? { value: null, status: 'SUPPRESSED_SMALL' })).toBe(69);
  });

  it('hide who meets the condition where those who do not are few', () => {
    const told = discloseAreas(
      province([
        { x: 14, n: 18 },
        { x: 40, n: 60 },
        { x: 50, n: 80 },
      ]),
    );
    expect(districts(told, 'denominator')).toEqual([18, 60, 80]);
    expect(districts(told, 'numerator')).toEqual(['SUPPRESSED_COMPLEMENTARY', 'SUPPRESSED_COMPLEMENTARY', 50]);
  });

  it('give nothing away of those who meet the condition in a district beneath ten', () => {
    const with_ = (x: number) =>
      discloseAreas(
        province([
          { x, n: 8 },
          { x: 20 - x, n: 60 },
          { x: 30, n: 90 },
        ]),
      );
    for (const x of [1, 5, 8]) expect(districts(with_(x), 'numerator')).toEqual(districts(with_(0), 'numerator'));
  });

  it('hide the number of a city of which the province less the other cities would tell it', () => {
    const told = discloseAreas(province([{ x: 0, n: 8 }], [{ x: 0, n: 30 }], [{ x: 0, n: 40 }]));
    expect(['C0', 'C1', 'C2', 'P'].map((code) => told.get(code)?.denominator.value)).toEqual([null, null, 40, 78]);
    // The hidden city's only district is its number: it goes with it.
    expect(told.get('C1D0')?.denominator.status).toBe('SUPPRESSED_COMPLEMENTARY');
  });

  it('tell true zeros', () => {
    const told = discloseAreas(
      province([
        { x: 0, n: 12 },
        { x: 0, n: 0 },
        { x: 0, n: 20 },
      ]),
    );
    expect(districts(told, 'denominator')).toEqual([12, 0, 20]);
    expect(districts(told, 'numerator')).toEqual([0, 0, 0]);
  });

  const balance = fc
    .integer({ min: 0, max: 26 })
    .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
  const city = fc.array(balance, { minLength: 1, maxLength: 5 });

  it('never tell a number from 1 to 9, by itself or as what is left of a group', () => {
    fc.assert(
      fc.property(fc.array(city, { minLength: 1, maxLength: 3 }), (cities) => {
        const small = (value: number) => value > 0 && value < 10;
        for (const { numerator, denominator } of discloseAreas(province(...cities)).values()) {
          for (const { value } of [numerator, denominator]) expect(value === null || !small(value)).toBe(true);
          if (numerator.value === null) continue;
          expect(denominator.value).not.toBeNull();
          expect(small((denominator.value ?? 0) - numerator.value)).toBe(false);
        }
      }),
    );
  });

  it('never leave a single hidden number in a sum that is told, nor a hidden sum of told numbers', () => {
    const sums = (area: AreaCounts): AreaCounts[] =>
      area.parts.length === 0 ? [] : [area, ...area.parts.flatMap(sums)];
    fc.assert(
      fc.property(fc.array(city, { minLength: 1, maxLength: 3 }), (cities) => {
        const root = province(...cities);
        const told = discloseAreas(root);
        for (const key of ['numerator', 'denominator'] as const) {
          for (const { code, parts } of sums(root)) {
            const total = told.get(code)?.[key].value;
            const hidden = parts.filter((part) => told.get(part.code)?.[key].value === null);
            if (total === null) expect(hidden.length).toBeGreaterThan(0);
            else if (total !== 0) expect(hidden.length).not.toBe(1);
          }
        }
      }),
    );
  });
});

describe('the table of a province', () => {
  const persons = (n: number) =>
    buildSeries([{ on: '2024-01-01', measure: 'persons', x: 0, n }], refugeeMeasures, '2024-10-31');

  it('counts an area without records as 0 and knows cities as the sum of their districts', async () => {
    const districtSeries = new Map([
      ['31.75.03', persons(18)],
      ['31.75.06', persons(14)],
    ]);
    const table = new ProtectionTable('31', await loadAreaCatalogue(), districtSeries);
    const n = (code: string) => table.tell(code, 'persons', '2024-10-31').denominator.value;
    expect(['31.75.03', '31.75.06', '31.75.10', '31.75', '31.74', '31'].map(n)).toEqual([18, 14, 0, 32, 0, 32]);
    expect(table.tellCity('31.75.03.1001', 'persons', '2024-10-31').denominator.value).toBe(32);
  });

  it('tells nothing of a village, whatever its number', async () => {
    const table = new ProtectionTable('31', await loadAreaCatalogue(), new Map([['31.75.03', persons(18)]]));
    for (const village of ['31.75.03.1001', '31.75.06.1001']) {
      expect(table.tell(village, 'persons', '2024-10-31')).toEqual({
        numerator: { value: null, status: 'SUPPRESSED_COMPLEMENTARY' },
        denominator: { value: null, status: 'SUPPRESSED_COMPLEMENTARY' },
      });
    }
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';

import { type AreaCatalogue, loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import type { PersonMeasure } from '../../../subgraphs/shared/disclose-measures';
import { DisclosureTable } from '../../../subgraphs/shared/disclosure-table';
import { type Balance, buildSeries, type SignalSeries } from '../../../subgraphs/shared/signal-series';

const day = '2024-10-31';
const seriesMeasures = ['persons', 'children'];
const measures: readonly PersonMeasure[] = [
  { measure: 'persons', smallest: 10 },
  { measure: 'children', within: 'persons', smallest: 10 },
];

let areas: AreaCatalogue;
beforeAll(async () => {
  areas = await loadAreaCatalogue();
});

type District = Readonly<Partial<Record<'persons' | 'children', Balance>>>;

function tableOf(districts: Readonly<Record<string, District>>): DisclosureTable {
  const series = Object.entries(districts).map(([code, district]): [string, SignalSeries] => [
    code,
    buildSeries(
      Object.entries(district).map(([measure, balance]) => ({ on: '2020-01-01', measure, ...balance })),
      seriesMeasures,
      day,
    ),
  ]);
  return new DisclosureTable('31', areas, new Map(series), seriesMeasures, measures);
}

const shown = (table: DisclosureTable, code: string, measure = 'persons') => {
  const { numerator, denominator } = table.tell(code, measure, day);
  return [numerator, denominator].map(({ value, status }) => value ?? status.replace('SUPPRESSED_', ''));
};

describe('the table of a province', () => {
  it('counts an area without records as 0 and knows cities as the sum of their districts', () => {
    const table = tableOf({ '31.75.03': { persons: { x: 0, n: 18 } }, '31.75.06': { persons: { x: 0, n: 14 } } });
    const n = (code: string) => shown(table, code)[1];
    expect(['31.75.03', '31.75.06', '31.75.10', '31.75', '31.74', '31'].map(n)).toEqual([20, 15, 0, 30, 0, 30]);
  });

  it('hides the district beneath ten and one more, so that the city less the others does not tell it', () => {
    const table = tableOf({
      '31.75.01': { persons: { x: 0, n: 18 } },
      '31.75.02': { persons: { x: 0, n: 9 } },
      '31.75.03': { persons: { x: 0, n: 14 } },
      '31.75.04': { persons: { x: 0, n: 30 } },
    });
    const codes = ['31.75.01', '31.75.02', '31.75.03', '31.75.04', '31.75'];
    expect(codes.map((code) => shown(table, code)[1])).toEqual([20, 'SMALL', 'COMPLEMENTARY', 30, 70]);
  });

  it('hides a city of which the province less the other cities would tell it', () => {
    const table = tableOf({
      '31.71.01': { persons: { x: 0, n: 8 } },
      '31.72.01': { persons: { x: 0, n: 30 } },
      '31.73.01': { persons: { x: 0, n: 40 } },
    });
    expect(['31.71', '31.72', '31.73', '31'].map((code) => shown(table, code)[1])).toEqual([
      'SMALL',
      'COMPLEMENTARY',
      40,
      80,
    ]);
  });

  it('tells neither that nobody nor that everybody of a group meets a condition', () => {
    const table = tableOf({
      '31.75.01': { persons: { x: 0, n: 40 } },
      '31.75.02': { persons: { x: 40, n: 40 } },
      '31.75.03': { persons: { x: 20, n: 40 } },
    });
    expect(['31.75.01', '31.75.02'].map((code) => shown(table, code)[0])).toEqual(['SMALL', 'COMPLEMENTARY']);
    const none = tableOf({ '31.75.01': { persons: { x: 0, n: 40 } }, '31.75.02': { persons: { x: 0, n: 50 } } });
    expect(['31.75.01', '31.75', '31'].map((code) => shown(none, code)[0])).toEqual(['SMALL', 'SMALL', 'SMALL']);
  });

  it('answers the same whatever the number that meets the condition in a district beneath ten', () => {
    const with_ = (x: number) => {
      const table = tableOf({
        '31.75.01': { persons: { x, n: 8 } },
        '31.75.02': { persons: { x: 24 - x, n: 60 } },
        '31.75.03': { persons: { x: 30, n: 90 } },
      });
      return ['31.75.01', '31.75.02', '31.75.03', '31.75', '31'].map((code) => shown(table, code));
    };
    for (const x of [1, 5, 8]) expect(with_(x)).toEqual(with_(0));
  });

  it('protects the rest of a group within a group: persons less children are persons', () => {
    const table = tableOf({
      '31.75.01': { persons: { x: 0, n: 40 }, children: { x: 0, n: 33 } },
      '31.75.02': { persons: { x: 0, n: 90 }, children: { x: 0, n: 40 } },
      '31.75.03': { persons: { x: 0, n: 90 }, children: { x: 0, n: 50 } },
    });
    expect(shown(table, '31.75.01')[1]).toBe(40);
    expect(shown(table, '31.75.01', 'children')[1]).toBe('COMPLEMENTARY');
  });

  it('tells nothing of a village, whatever its number', () => {
    const table = tableOf({ '31.75.03': { persons: { x: 0, n: 18 } } });
    for (const village of ['31.75.03.1001', '31.75.06.1001']) {
      expect(shown(table, village)).toEqual(['COMPLEMENTARY', 'COMPLEMENTARY']);
    }
  });
});

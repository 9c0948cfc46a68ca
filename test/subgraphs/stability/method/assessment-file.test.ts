import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { ToldError } from '../../../../common/told-error';
import { assessFile } from '../../../../subgraphs/stability/method/assessment-file';
import { goldenExpected, goldenInput, goldenPath } from './golden/golden';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'risk-file-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function toldFor(content: unknown): Promise<string> {
  const path = join(folder, 'figures.json');
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  const error: unknown = await assessFile(path).catch((reason: unknown) => reason);
  if (!(error instanceof ToldError)) throw new Error(`no told error, but ${JSON.stringify(error)}`);
  expect(error.exitCode).toBe(2);
  return error.message;
}

/** The worked example with its first area changed. */
const withFirst = (change: object, cells: object = {}): unknown => {
  const [first, ...others] = goldenInput.areas;
  return { ...goldenInput, areas: [{ ...first, cells: { ...first?.cells, ...cells }, ...change }, ...others] };
};

describe('assessFile', () => {
  it('answers in the form of the worked example, with the same indicators, and names the method', async () => {
    const report = await assessFile(goldenPath);
    expect(report.methodVersion).toBe('asri-1');
    expect(Object.keys(report.areas)).toEqual(Object.keys(goldenExpected.areas));
    for (const [key, expected] of Object.entries<any>(goldenExpected.areas)) {
      const area = report.areas[key];
      expect(Object.keys(area ?? {}).sort()).toEqual(Object.keys(expected).sort());
      expect(Object.keys(area?.indicators ?? {})).toEqual(Object.keys(expected.indicators));
      expect(Object.keys(area?.indicators.H1 ?? {})).toEqual(Object.keys(expected.indicators.H1));
      expect(Math.abs((area?.index ?? NaN) - expected.index)).toBeLessThan(1e-6);
    }
  });

  it('takes fewer than ten persons without their number, in either way of leaving it out', async () => {
    const path = join(folder, 'pooled.json');
    await writeFile(
      path,
      JSON.stringify(withFirst({}, { V1: { pooled: true }, V2: { n: 7 }, V3: { n: null, x: null, pooled: true } })),
    );
    const { indicators } = (await assessFile(path)).areas['31.75.03@2024-10'] ?? {};
    expect([indicators?.V1, indicators?.V2, indicators?.V3].map((row) => row?.status)).toEqual([
      'POOLED',
      'POOLED',
      'POOLED',
    ]);
  });

  it.each([
    [
      'a negative number',
      withFirst({}, { H1: { w: 3, n: -1 } }),
      'area 31.75.03, 2024-10, H1: n is -1 and must be 0 or more',
    ],
    [
      'a part of an event',
      withFirst({}, { C1: { x: 1, n: 2.5 } }),
      'area 31.75.03, 2024-10, C1: n is 2.5 and must be a whole number',
    ],
    [
      'more than all',
      withFirst({}, { H4: { x: 12, n: 10 } }),
      'area 31.75.03, 2024-10, H4: x is 12 and must be at most n, which is 10',
    ],
    [
      'more persons than all',
      withFirst({}, { V1: { x: 31, n: 30 } }),
      '2024-10, V1: x is 31 and must be at most n, which is 30',
    ],
    [
      'an unsaid number of many persons',
      withFirst({}, { V1: { n: 30 } }),
      'V1: x is missing and must be given, n being 10 or more',
    ],
    ['weight without events', withFirst({}, { H1: { w: 3, n: 0 } }), 'H1: w is 3 and must be 0 where n is 0'],
    ['a cell of another form', withFirst({}, { H1: { x: 3, n: 5 } }), 'H1: w is missing and must be a number'],
    [
      'a month that is none',
      withFirst({ period: '2024-13' }),
      'area 31.75.03, 2024-13: period is "2024-13" and must be a month',
    ],
    ['a code of another system', withFirst({ code: '3172' }), 'code is refused: "3172" looks like a BPS code'],
    ['no population', withFirst({ population: undefined }), 'area 31.75.03, 2024-10: population is missing'],
    ['an unknown indicator', withFirst({}, { H9: null }), '2024-10: cells may not hold H9: the indicators are H1, H2'],
    ['an unknown age', withFirst({ ageMonths: { Q: 1 } }), 'ageMonths is {"Q":1} and must be months by H1, H2'],
    [
      'a month without city',
      withFirst({ period: '2024-11' }),
      'city, 2024-11: the month is missing, but area 31.75.03 has it',
    ],
    ['an area given twice', withFirst({ period: '2024-09' }), 'area 31.75.03, 2024-09: is given more than once'],
    ['an election figure in spring', withFirst({ period: '2025-03' }), 'H4: applies only from 2024-09 to 2024-12'],
    [
      'a city month that is none',
      { ...goldenInput, city: { ...goldenInput.city, '2024-1': {} } },
      'city, 2024-1: it is no month',
    ],
    [
      'a city without a total',
      { ...goldenInput, city: { ...goldenInput.city, '2024-09': {} } },
      'city, 2024-09, H1: the total is missing',
    ],
    ['no areas', { ...goldenInput, areas: [] }, 'areas is [] and must name at least one area'],
    ['an area that is none', { ...goldenInput, areas: [null] }, 'area number 1: it is null and must be an object'],
    ['a number for a file', 5, 'it is 5 and must be an object with cityPopulation, city and areas'],
    ['text', 'area;figures', 'is not JSON: '],
  ])('says where %s stands and what to do', async (_, content, told) => {
    expect(await toldFor(content)).toContain(told);
  });

  it('answers the same, byte for byte, with labels of people beside the figures, permuted, or without them', async () => {
    const path = join(folder, 'labels.json');
    const answerFor = async (label: (at: number) => object): Promise<string> => {
      const areas = goldenInput.areas.map((area, at) => {
        const cells = Object.entries(area.cells).map(([id, cell]) => [id, cell && { ...cell, ...label(at) }]);
        return { ...area, ...label(at), cells: Object.fromEntries(cells) };
      });
      await writeFile(path, JSON.stringify({ ...goldenInput, ...label(3), areas }));
      return JSON.stringify(await assessFile(path));
    };
    const labels = ['A', 'B', 'C', 'D'];
    const told = (order: readonly string[]) => (at: number) => ({
      nationality: order[at],
      origin: order[at],
      legalStatus: order[at],
      foreigners: at * 1000,
    });
    const without = await answerFor(() => ({}));
    expect(await answerFor(told(labels))).toBe(without);
    expect(await answerFor(told([...labels].reverse()))).toBe(without);
  });

  it('tells all mistakes at once', async () => {
    const told = await toldFor(
      withFirst({ population: -1 }, { H1: { w: 1, n: -1 }, H4: { x: 2, n: 1 }, C3: { value: -4 } }),
    );
    expect(told.split('\n')).toHaveLength(5);
    expect(told).toContain('has 4 mistakes:');
  });

  it('stops at twenty and says how many more there are', async () => {
    const told = await toldFor({ ...goldenInput, areas: Array.from({ length: 30 }, () => null) });
    expect(told.split('\n')).toHaveLength(22);
    expect(told).toContain('has 30 mistakes:');
    expect(told).toMatch(/and 10 more$/);
  });

  it('says so when there is no such file, or a folder stands there', async () => {
    await expect(assessFile(join(folder, 'none.json'))).rejects.toThrow(/there is no file .*none\.json; give the path/);
    await expect(assessFile(folder)).rejects.toThrow(/cannot be read \(EISDIR\)/);
  });
});

import { beforeAll, describe, expect, it } from '@jest/globals';

import { nobody } from '../../../../common/identity';
import type { RefugeeLoaders } from '../../../../subgraphs/refugees/loaders';
import { protectionMeasures, refugeeMeasures } from '../../../../subgraphs/refugees/refugee-signals';
import { Area } from '../../../../subgraphs/refugees/resolvers/Area';
import { type AreaCatalogue, loadAreaCatalogue } from '../../../../subgraphs/shared/area-catalogue';
import { areaLevelOf, areaPath } from '../../../../subgraphs/shared/area-code';
import { loaderByMap } from '../../../../subgraphs/shared/batch-loader';
import { DisclosureTable } from '../../../../subgraphs/shared/disclosure-table';
import { type Balance, buildSeries, type SignalSeries } from '../../../../subgraphs/shared/signal-series';
import type { SubgraphContext } from '../../../../subgraphs/shared/subgraph-definition';

const today = '2024-10-31';
let areas: AreaCatalogue;
beforeAll(async () => {
  areas = await loadAreaCatalogue();
});

/** What a resolver has when these areas have these balances of every measure, since before the signals begin. */
function contextOf(balances: Readonly<Record<string, Balance>>): SubgraphContext<RefugeeLoaders> {
  const sums = new Map<string, Balance>();
  for (const [code, { x, n }] of Object.entries(balances)) {
    for (const above of areaPath(code)) {
      const sum = sums.get(above) ?? { x: 0, n: 0 };
      sums.set(above, { x: sum.x + x, n: sum.n + n });
    }
  }
  const series = new Map([...sums].map(([code, balance]) => [code, steady(balance)]));
  const districts = new Map([...series].filter(([code]) => areaLevelOf(code) === 'DISTRICT'));
  const loaders = {
    loads: { freshness: () => Promise.resolve({ dataAsOf: null, staleSources: [] }) },
    seriesByArea: loaderByMap<string, SignalSeries | null>(
      () => Promise.resolve(series),
      () => null,
    ),
    disclosureByProvince: loaderByMap<string, DisclosureTable>(
      () => Promise.resolve(new Map()),
      (code) => new DisclosureTable(code, areas, districts, refugeeMeasures, Object.values(protectionMeasures)),
    ),
  };
  return { loaders: loaders as unknown as RefugeeLoaders, today, identity: nobody };
}

function steady(balance: Balance): SignalSeries {
  return buildSeries(
    refugeeMeasures.map((measure) => ({ on: '2020-01-01', measure, ...balance })),
    refugeeMeasures,
    today,
  );
}

type Columns = Readonly<Record<string, readonly unknown[]>>;
const others = { '31.75.06': { x: 12, n: 40 }, '31.75.10': { x: 11, n: 30 } };
const inputs = (code: string, balances: Readonly<Record<string, Balance>>) =>
  Area.protectionInputs({ code }, undefined, contextOf(balances));
const signals = (code: string, balances: Readonly<Record<string, Balance>>) =>
  Area.protectionSignals({ code }, { months: 14 }, contextOf(balances));

const columns = [
  ['documentsLapsed', 'persons', 'cityDocumentsLapsed', 'cityPersons'],
  ['needsUnassisted', 'personsWithNeeds', 'cityNeedsUnassisted', 'cityPersonsWithNeeds'],
  ['childrenOutOfSchool', 'children', 'cityChildrenOutOfSchool', 'cityChildren'],
  ['precariousShelter', 'shelteredPersons', 'cityPrecariousShelter', 'cityShelteredPersons'],
] as const;

describe('an area with fewer than ten persons', () => {
  it('brings none of its own numbers to the index, only its city', async () => {
    const told = (await inputs('31.75.03', { ...others, '31.75.03': { x: 4, n: 9 } })) as unknown as Columns;
    for (const [x, n, cityX, cityN] of columns) {
      expect(told[x]).toEqual(new Array(14).fill(null));
      expect(told[n]).toEqual(new Array(14).fill(null));
      expect(told[cityX]).toEqual(new Array(14).fill(25));
      expect(told[cityN]).toEqual(new Array(14).fill(80));
    }
  });

  it('answers the same whatever its own number of persons in need', async () => {
    // What the area has more, another has less: the city's numbers stay what they are.
    const [first, ...rest] = await Promise.all(
      [0, 1, 5, 9].map(async (x) => {
        const balances = { '31.75.03': { x, n: 9 }, '31.75.06': { x: 24 - x, n: 60 }, '31.75.10': { x: 30, n: 70 } };
        return [await inputs('31.75.03', balances), await signals('31.75.03', balances)];
      }),
    );
    for (const other of rest) expect(other).toEqual(first);
  });

  it('is pooled in the signals, with neither of its counts', async () => {
    const [latest] = await signals('31.75.03', { ...others, '31.75.03': { x: 4, n: 9 } });
    const small = { value: null, status: 'SUPPRESSED_SMALL' };
    expect(latest?.documentsLapsed).toEqual({
      basis: 'POOLED',
      numerator: small,
      denominator: small,
      cityNumerator: { value: 25, status: 'DISCLOSED' },
      cityDenominator: { value: 80, status: 'DISCLOSED' },
    });
  });

  it('cannot be had from its city less its neighbours', async () => {
    const balances = { ...others, '31.75.03': { x: 4, n: 9 } };
    const neighbours = await Promise.all(
      areas.childrenOf('31.75').map(async ({ code }) => (await signals(code, balances))[0]?.documentsLapsed),
    );
    const hidden = neighbours.filter((share) => share?.denominator.value === null);
    expect(hidden.map((share) => share?.denominator.status).sort()).toEqual([
      'SUPPRESSED_COMPLEMENTARY',
      'SUPPRESSED_SMALL',
    ]);
  });
});

describe('an area with ten persons', () => {
  it('brings its own numbers to the index, rounded to five', async () => {
    const told = (await inputs('31.75.03', { ...others, '31.75.03': { x: 4, n: 10 } })) as unknown as Columns;
    for (const [x, n] of columns) {
      expect(told[x]).toEqual(new Array(14).fill(5));
      expect(told[n]).toEqual(new Array(14).fill(10));
    }
  });

  it('stands behind its share, and tells those who meet the condition only where they are ten', async () => {
    const [few] = await signals('31.75.03', { ...others, '31.75.03': { x: 4, n: 10 } });
    expect(few?.precariousShelter).toMatchObject({
      basis: 'OWN',
      numerator: { value: null, status: 'SUPPRESSED_SMALL' },
      denominator: { value: 10, status: 'DISCLOSED' },
    });
    const [many] = await signals('31.75.03', { ...others, '31.75.03': { x: 10, n: 20 } });
    expect(many?.precariousShelter).toMatchObject({ numerator: { value: 10 }, denominator: { value: 20 } });
  });
});

describe('a city with fewer than ten persons', () => {
  it('brings zeros for the city and nothing for the area', async () => {
    const told = (await inputs('31.75.03', { '31.75.03': { x: 4, n: 9 } })) as unknown as Columns;
    for (const [x, n, cityX, cityN] of columns) {
      expect([told[x]?.[0], told[n]?.[0], told[cityX]?.[0], told[cityN]?.[0]]).toEqual([null, null, 0, 0]);
    }
  });

  it('hides its own counts', async () => {
    const [latest] = await signals('31.75', { '31.75.03': { x: 4, n: 9 } });
    expect(latest?.documentsLapsed).toMatchObject({
      basis: 'POOLED',
      denominator: { value: null },
      cityDenominator: { value: null },
    });
  });
});

describe('a village', () => {
  it('tells no count and stands for nothing, however many it has', async () => {
    const [latest] = await signals('31.75.03.1001', { '31.75.03.1001': { x: 15, n: 30 } });
    const never = { value: null, status: 'SUPPRESSED_COMPLEMENTARY' };
    expect(latest?.documentsLapsed).toMatchObject({ basis: 'POOLED', numerator: never, denominator: never });
  });

  it('brings none of its numbers to the index', async () => {
    const told = (await inputs('31.75.03.1001', { '31.75.03.1001': { x: 15, n: 30 } })) as unknown as Columns;
    for (const [x, n] of columns) expect([told[x]?.[0], told[n]?.[0]]).toEqual([null, null]);
  });

  it('lists no shelters, which are placed no finer than the district', async () => {
    const page = await Area.shelters({ code: '31.75.03.1001' }, { first: 20 }, contextOf({}));
    expect(page.nodes).toEqual([]);
    expect(await page.totalCount()).toBe(0);
  });
});

describe('signals by month', () => {
  it('come newest first, as many as asked for', async () => {
    const told = await Area.protectionSignals({ code: '31.75' }, { months: 3 }, contextOf(others));
    expect(told.map(({ month, asOf, provisional }) => [month, asOf, provisional])).toEqual([
      ['2024-10', '2024-10-31', true],
      ['2024-09', '2024-09-30', false],
      ['2024-08', '2024-08-31', false],
    ]);
  });

  it('are refused for more than 14 months', async () => {
    await expect(Area.protectionSignals({ code: '31.75' }, { months: 15 }, contextOf({}))).rejects.toThrow(
      'months: 15 must be from 1 to 14',
    );
  });
});

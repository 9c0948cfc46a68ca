import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addMonths } from '../../../../subgraphs/shared/calendar';
import { assessmentFromSignals } from '../../../../subgraphs/stability/assessment/signal-assessments';
import { trendBetween } from '../../../../subgraphs/stability/assessment/trend-between';
import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { assessCity } from '../../../../subgraphs/stability/method/city-baseline';
import { StabilityAssessment } from '../../../../subgraphs/stability/resolvers/StabilityAssessment';
import { goldenPlace } from '../method/golden/golden';
import { allOf, type Place, signalsOf, sumOf } from './any-signals';

const many: Cells = { V1: { x: 15, n: 30 }, V2: { x: 15, n: 30 }, V3: { x: 15, n: 30 }, V4: { x: 15, n: 30 } };

function placeWith(period: string, cells: Cells = {}, ofCity: Cells = {}): Place {
  const { area, city } = goldenPlace('31.75.03@2024-10');
  return {
    area: { ...area, period, cells: { ...area.cells, ...many, ...cells } },
    city: { ...city, cells: { ...city.cells, ...ofCity } },
  };
}

const months = Array.from({ length: 14 }, (_, back) => addMonths('2024-10', -back));
const calmBefore = (month: string): Cells =>
  month < '2024-10' ? { H1: { w: 4, n: 4 }, H2: { w: 0, n: 0 }, H3: { w: 2, n: 2 }, C2: { x: 1, n: 30 } } : {};
const signals = signalsOf(months.map((month) => placeWith(month, calmBefore(month))));
const october = assessmentFromSignals(signals, '2024-10');

describe('change', () => {
  it('is since the month before unless another is named', async () => {
    const change = await StabilityAssessment.change(october, { against: 'MONTH' });
    expect(change).toMatchObject({ against: 'MONTH', since: '2024-09', to: october.index });
    expect(change?.drivers[0]).toMatchObject({ kind: 'INDICATOR', dimension: 'H' });
    expect(change && Math.abs(sumOf(change.drivers) - change.delta)).toBeLessThan(1e-9);
    const earlier = await StabilityAssessment.change(october, { since: '2023-09', against: 'MONTH' });
    expect(earlier).toMatchObject({ since: '2023-09' });
  });

  it.each(['2024-10', '2024-11', '2031-01', '2023-08'])(
    'since %s is refused, and it is said what may be asked',
    async (since) => {
      await expect(StabilityAssessment.change(october, { since, against: 'MONTH' })).rejects.toThrow(
        `since: "${since}" must be a month before "2024-10" and not before "2023-09".`,
      );
    },
  );

  it('against another area is refused, and it is said which field tells it', async () => {
    await expect(StabilityAssessment.change(october, { against: 'AREA' })).rejects.toThrow(/compareAreas/);
    await expect(StabilityAssessment.change(october, { against: 'CITY', since: '2024-09' })).rejects.toThrow(
      'since: belongs to against: MONTH; the city is compared in the same month.',
    );
  });

  it('of the first month that signals reach has nothing to compare with, and no trend', async () => {
    const first = assessmentFromSignals(signals, '2023-09');
    expect(await StabilityAssessment.change(first, { against: 'MONTH' })).toBeNull();
    expect(await StabilityAssessment.trend(first)).toBeNull();
  });

  it("against the city is from the city's index by its own totals", async () => {
    const change = await StabilityAssessment.change(october, { against: 'CITY' });
    const { city } = placeWith('2024-10');
    expect(change).toMatchObject({ against: 'CITY', since: '2024-10', to: october.index });
    expect(change?.from).toBeCloseTo(assessCity(city, '2024-10').index ?? NaN, 9);
    expect(change?.drivers.map(({ kind }) => kind)).toContain('DATA_AVAILABILITY');
  });

  it('against the city has days since an activity only where one covered all of it', async () => {
    const covering = { ...signals.activities.rows[0], areaCodes: ['31.75'] } as never;
    const covered = { ...signals, activities: { ...signals.activities, rows: [covering] } };
    const change = await StabilityAssessment.change(assessmentFromSignals(covered, '2024-10'), { against: 'CITY' });
    expect(change?.drivers.map(({ kind }) => kind)).not.toContain('DATA_AVAILABILITY');
    expect(change?.drivers.find(({ indicator }) => indicator === 'C3')?.value).toBe(0);
  });

  it('against the city is null for a city', async () => {
    const city = assessmentFromSignals({ ...signals, code: '31.75' }, '2024-10');
    expect(await StabilityAssessment.change(city, { against: 'CITY' })).toBeNull();
  });

  it('against a city of few persons tells of its V no more than one decimal', async () => {
    const of = async (x: number) => {
      const place = placeWith('2024-10', { V1: { x: 500, n: 2000 } }, { V1: { x: 3000 - x, n: 3000 } });
      const parent = assessmentFromSignals(signalsOf([place]), '2024-10');
      return StabilityAssessment.change(parent, { against: 'CITY' });
    };
    const [one, other] = [await of(2), await of(3)];
    expect(one?.drivers.find(({ kind }) => kind === 'DIMENSION')).toMatchObject({ dimension: 'V' });
    expect(one?.from).toBe(Math.round((one?.from ?? NaN) * 10) / 10);
    expect(other?.from).toBe(one?.from);
  });

  it('is null between versions of the method, and so is a trend', async () => {
    const byAnother = {
      ...october,
      others: { ...october.others, ofMonth: () => Promise.resolve({ ...october, methodVersion: 'asri-2' }) },
    };
    expect(await StabilityAssessment.change(byAnother, { against: 'MONTH' })).toBeNull();
    expect(await StabilityAssessment.trend(byAnother)).toBeNull();
  });
});

describe('trend', () => {
  it('is the told change since three months before, against what had to be exceeded', async () => {
    const trend = await StabilityAssessment.trend(october);
    const july = assessmentFromSignals(signals, '2024-07');
    expect(trend).toEqual(trendBetween(july, october));
    expect(trend).toMatchObject({ direction: 'WORSENING', since: '2024-07' });
    expect(trend?.change).toBeCloseTo((october.index ?? 0) - (july.index ?? 0), 12);
    expect(trend?.threshold).toBeGreaterThanOrEqual(0.5);
  });
});

describe('a rounded assessment', () => {
  it('says the same in every field for all V that are told alike', async () => {
    const cell = fc.tuple(fc.nat(9), fc.constantFrom(600, 900, 1500));
    const city: Cells = { V1: { x: 600, n: 3000 }, V2: { x: 500, n: 3000 } };
    const likes = new Map<string, Set<string>>();
    for (const [[x1, n1], [x2, n2]] of fc.sample(fc.tuple(cell, cell), { numRuns: 150, seed: 7 })) {
      const hidden = (period: string) => placeWith(period, { V1: { x: x1, n: n1 }, V2: { x: x2, n: n2 } }, city);
      const parent = assessmentFromSignals(
        signalsOf([hidden('2024-10'), placeWith('2024-09'), placeWith('2024-07')]),
        '2024-10',
      );
      const { index, standardError, dimensions } = parent;
      const told = JSON.stringify([index, standardError, dimensions]);
      likes.set(told, (likes.get(told) ?? new Set()).add(JSON.stringify(await allOf(parent))));
    }
    expect(likes.size).toBeGreaterThan(1);
    expect(likes.size).toBeLessThan(40);
    for (const answers of likes.values()) expect(answers.size).toBe(1);
  });
});

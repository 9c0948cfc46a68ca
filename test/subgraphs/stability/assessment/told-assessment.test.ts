import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { assessFigures } from '../../../../subgraphs/stability/assessment/assess-from-signals';
import { changeBetween } from '../../../../subgraphs/stability/assessment/change-between';
import { contributionsOf } from '../../../../subgraphs/stability/assessment/contributions-of';
import { assessmentFromSignals } from '../../../../subgraphs/stability/assessment/signal-assessments';
import { toldAssessment } from '../../../../subgraphs/stability/assessment/told-assessment';
import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { StabilityAssessment } from '../../../../subgraphs/stability/resolvers/StabilityAssessment';
import { anyArea, anyCity, plausible } from '../method/arbitraries';
import { goldenExpected, goldenPlace } from '../method/golden/golden';
import { allOf, figuresIn, type Place, signalsOf, sumOf } from './any-signals';

const told = (place: Place) => toldAssessment(assessFigures(figuresIn(place)));
/** As if no share of persons rested on few. */
const toldInFull = (key: string) => toldAssessment({ ...assessFigures(figuresIn(goldenPlace(key))), rounded: false });
const withCells = (key: string, cells: Cells, ofCity: Cells = {}): Place => {
  const { area, city } = goldenPlace(key);
  return {
    area: { ...area, cells: { ...area.cells, ...cells } },
    city: { ...city, cells: { ...city.cells, ...ofCity } },
  };
};
const october = '31.75.03@2024-10';
const many: Cells = { V1: { x: 15, n: 30 }, V2: { x: 15, n: 30 }, V3: { x: 15, n: 30 }, V4: { x: 15, n: 30 } };
const pooled = { x: null, n: null, pooled: true } as const;
const villagers: Cells = { V1: pooled, V2: pooled, V3: pooled, V4: pooled };

describe.each(Object.keys(goldenExpected.areas))('the worked example %s, told in full', (key) => {
  const expected = goldenExpected.areas[key];
  const assessment = toldInFull(key);
  const near = (value: unknown, figure: number, within = 1e-6) =>
    expect(Math.abs(Number(value ?? NaN) - figure)).toBeLessThan(within);

  it('comes out to the millionth: index, error, interval, dimensions, indicators and contributions', () => {
    near(assessment.index, expected.index);
    near(assessment.standardError, expected.se);
    const interval = StabilityAssessment.interval(assessment);
    near(interval?.low, expected.ci90[0]);
    near(interval?.high, expected.ci90[1]);
    for (const { id, value } of assessment.dimensions) near(value, expected.dimensions[id]);
    for (const row of StabilityAssessment.indicators(assessment)) {
      const figures = expected.indicators[row.id];
      if (figures === undefined) expect(row).toMatchObject({ status: 'MISSING', value: null, contribution: null });
      else for (const name of ['value', 'norm', 'weight', 'contribution'] as const) near(row[name], figures[name]);
    }
  });

  it('comes out with its level, the probability of each, and its reliability', () => {
    expect(assessment.level).toBe(expected.level);
    near(StabilityAssessment.levelProbability(assessment), expected.levelProbability[expected.level], 1e-4);
    for (const { level, probability } of StabilityAssessment.levelProbabilities(assessment))
      near(probability, expected.levelProbability[level], 1e-4);
    expect(StabilityAssessment.reliability(assessment)).toMatchObject({
      grade: expected.reliabilityGrade,
      lackOfReliability: expected.lackOfReliability,
    });
  });
});

describe('a told assessment', () => {
  it('tells the drivers of the worked example to the millionth', () => {
    const { from, to, delta, drivers } = goldenExpected.change;
    const change = changeBetween(toldInFull(from), toldInFull(to));
    expect(Math.abs((change?.delta ?? NaN) - delta)).toBeLessThan(1e-6);
    expect(change?.drivers[0]).toMatchObject({ kind: 'INDICATOR', dimension: 'C', indicator: 'C3' });
    for (const { indicator, value } of change?.drivers ?? [])
      expect(Math.abs(value - drivers[indicator ?? ''])).toBeLessThan(1e-6);
  });

  it('rounds V, index and error where persons are few, and tells V as a whole', () => {
    const { rounded, index, standardError, dimensions, indicators, level } = told(goldenPlace(october));
    expect({ rounded, index, standardError, level }).toEqual({
      rounded: true,
      index: 5.2,
      standardError: 0.3,
      level: 'SIAGA',
    });
    expect(dimensions.find(({ id }) => id === 'V')).toEqual({ id: 'V', value: 6.3 });
    for (const { id, norm, value, numerator } of indicators)
      if (id.startsWith('V')) expect([norm, value, numerator]).toEqual([null, null, null]);
      else expect([norm, value]).not.toContain(null);
  });

  it("is rounded where the city's few stand in for the area's, and not where they are enough", () => {
    expect(told(withCells(october, villagers)).rounded).toBe(false);
    expect(told(withCells(october, villagers, { V3: { x: 5, n: 45 } })).rounded).toBe(true);
    expect(told(withCells(october, villagers, { V3: { x: 40, n: 45 } })).rounded).toBe(true);
    expect(told(withCells(october, many)).rounded).toBe(false);
    expect(told(withCells(october, { ...many, V2: { x: 25, n: 30 } })).rounded).toBe(true);
  });

  it('tells what was counted as it was sent, but no number of persons or of their applications', () => {
    const { indicators } = told(withCells(october, many));
    const counted = Object.fromEntries(indicators.map((row) => [row.id, [row.numerator, row.denominator]]));
    expect(counted).toMatchObject({ H1: [52, 18], H3: [21, 21], H4: [48, 437], C2: [9, 30], C4: [33, 60] });
    for (const id of ['V1', 'V2', 'V3', 'V4', 'C1', 'C3']) expect(counted[id]).toEqual([null, null]);
  });

  it('has no level with grade D, and nothing of an index without one', async () => {
    const stale = withCells(october, { ...many, H1: null, H2: null, C1: null, C2: null });
    const old = {
      ...stale,
      area: { ...stale.area, ageMonths: { H3: 6, H4: 6, V1: 6, V2: 6, V3: 6, V4: 6, C3: 6, C4: 6 } },
    };
    const { index, level } = told(old);
    expect(StabilityAssessment.reliability(told(old)).grade).toBe('D');
    expect([index === null, level, StabilityAssessment.levelProbability(told(old))]).toEqual([false, null, null]);

    const empty = assessmentFromSignals(signalsOf([withCells(october, { H1: null, H2: null, H3: null })]), '2024-10');
    expect(await allOf(empty)).toMatchObject({
      ...{ status: 'INSUFFICIENT_DATA', index: null, standardError: null, level: null, interval: null, trend: null },
      ...{ levelProbability: null, levelProbabilities: [], contributions: [], sinceLastMonth: null, againstCity: null },
    });
  });

  it('sums to its index, and its changes to their differences, whatever the figures are', () => {
    const anyPlace = fc.oneof(plausible, fc.record({ area: anyArea, city: anyCity }));
    let rounded = 0;
    fc.assert(
      fc.property(anyPlace, anyPlace, (before, after) => {
        const [one, other] = [told(before), told(after)];
        const change = changeBetween(one, other);
        if (other.index !== null) {
          rounded += Number(other.rounded);
          expect(Math.abs(sumOf(contributionsOf(other)) - other.index)).toBeLessThan(1e-9);
          const interval = StabilityAssessment.interval(other);
          expect(interval?.low).toBeLessThanOrEqual(other.index);
          expect(interval?.high).toBeGreaterThanOrEqual(other.index);
          expect(Math.abs(sumOf(probabilitiesOf(other)) - 1)).toBeLessThan(1e-9);
        }
        if (change) expect(Math.abs(sumOf(change.drivers) - change.delta)).toBeLessThan(1e-9);
        const { indicators, interval } = StabilityAssessment;
        const numbers = numbersIn([other, indicators(other), interval(other), change]);
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 500 },
    );
    expect(rounded).toBeGreaterThan(20);
  });

  it('names V together where either side is rounded, and what rounding leaves apart from it', () => {
    const [full, rounded] = [told(withCells('31.75.03@2024-09', many)), told(goldenPlace(october))];
    for (const [before, after] of [
      [full, rounded],
      [rounded, full],
    ] as const) {
      const change = changeBetween(before, after);
      const ofV = change?.drivers.filter(({ dimension }) => dimension === 'V');
      expect(ofV).toEqual([{ kind: 'DIMENSION', dimension: 'V', indicator: null, value: expect.any(Number) }]);
      expect(change && Math.abs(sumOf(change.drivers) - change.delta)).toBeLessThan(1e-9);
    }
    const same = told(withCells(october, { C3: { value: 0 } }));
    const drivers = new Map(changeBetween(rounded, same)?.drivers.map((driver) => [driver.kind, driver.value]));
    expect(drivers.get('DIMENSION')).toBe(0);
    expect(Math.abs(drivers.get('ROUNDING') ?? 1)).toBeLessThanOrEqual(0.1);
  });
});

function probabilitiesOf(assessment: ReturnType<typeof told>) {
  return StabilityAssessment.levelProbabilities(assessment).map(({ probability }) => ({ value: probability }));
}

function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import type { AreaAssessment } from '../../../../subgraphs/stability/method/assessment';
import type { AreaMonth, EventCell, PlaceMonth, ShareCell } from '../../../../subgraphs/stability/method/cells';
import { asri1, asri2 } from '../../../../subgraphs/stability/method/method-version';
import { anyArea, anyCity, plausible, withAdded } from './arbitraries';
import { goldenExpected, goldenPlace } from './golden/golden';

interface Place {
  area: AreaMonth;
  city: PlaceMonth;
}

const assess = ({ area, city }: Place): AreaAssessment => assessArea(area, city);
const indexOf = (place: Place): number => assess(place).index ?? -1;
const idsOf = (form: string): string[] => asri1.indicators.filter((rule) => rule.form === form).map(({ id }) => id);
const personIds = idsOf('PERSON_SHARE');
const shareIds = [...personIds, ...idsOf('SHARE')];
const shareOf = ({ cells }: PlaceMonth, id: string): ShareCell => (cells as any)[id] ?? { x: 0, n: 0 };
const eventsOf = ({ cells }: PlaceMonth, id: string): EventCell => (cells as any)[id];
// What the last bit of a floating-point number may differ by.
const rounding = 1e-12;

const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

describe.each(Object.keys(goldenExpected.areas))('the worked example %s', (key) => {
  const expected = goldenExpected.areas[key];
  const assessed = assess(goldenPlace(key));

  it('comes out to the millionth: estimates, normalised values, weights, contributions', () => {
    for (const [id, figures] of Object.entries<any>(expected.indicators)) {
      const row = assessed.indicators[id as 'H1'];
      expect([id, row.status, row.dimension]).toEqual([id, figures.status, figures.dimension]);
      for (const name of ['value', 'se', 'norm', 'normSe', 'weight', 'contribution'] as const)
        expect(Math.abs((row[name] ?? NaN) - figures[name])).toBeLessThan(1e-6);
    }
  });

  it('comes out to the millionth: dimensions, index, error, interval, reliability', () => {
    for (const id of ['H', 'V', 'C'] as const)
      expect(Math.abs((assessed.dimensions[id] ?? NaN) - expected.dimensions[id])).toBeLessThan(1e-6);
    expect(Math.abs((assessed.index ?? NaN) - expected.index)).toBeLessThan(1e-6);
    expect(Math.abs((assessed.se ?? NaN) - expected.se)).toBeLessThan(1e-6);
    expect(Math.abs((assessed.ci90?.[0] ?? NaN) - expected.ci90[0])).toBeLessThan(1e-6);
    expect(Math.abs((assessed.ci90?.[1] ?? NaN) - expected.ci90[1])).toBeLessThan(1e-6);
    expect(assessed.lackOfReliability).toBe(expected.lackOfReliability);
    expect(assessed.reliabilityGrade).toBe(expected.reliabilityGrade);
  });

  it('stands at the level expected, with the probability of each to four digits', () => {
    expect([assessed.level, assessed.status]).toEqual([expected.level, expected.status]);
    for (const [level, probability] of Object.entries<number>(expected.levelProbability))
      expect(Math.abs((assessed.levelProbability?.[level as 'SIAGA'] ?? NaN) - probability)).toBeLessThan(1e-4);
  });
});

describe('assessArea', () => {
  it('says of an indicator without a figure that it is missing, and of one out of its months that it does not apply', () => {
    const cakung = goldenPlace('31.75.06@2024-10');
    expect(assess(cakung).indicators.C4).toMatchObject({
      status: 'MISSING',
      norm: null,
      weight: 0,
      contribution: null,
    });
    const later = assess({ ...cakung, area: { ...cakung.area, period: '2025-01' } });
    expect(later.indicators.H4.status).toBe('NOT_APPLICABLE');
    expect(later.indicators.H1.weight).toBeCloseTo(1 / 3, 12);
    expect(later.lackOfReliability).toBe(1.5);
  });

  it('gives no index, no level and grade D where less than half of a dimension came', () => {
    const place = goldenPlace('31.75.06@2024-10');
    const assessed = assess({ ...place, area: { ...place.area, cells: { ...place.area.cells, C1: null, C2: null } } });
    expect(assessed).toMatchObject({
      status: 'INSUFFICIENT_DATA',
      dimensions: { C: null },
      index: null,
      ci90: null,
      level: null,
      reliabilityGrade: 'D',
    });
    expect(assessed.dimensions.H).toBeCloseTo(3.3668, 6);
  });

  it('gives an index without a level where so much is missing or old that the grade is D', () => {
    const place = goldenPlace('31.75.03@2024-10');
    const half = { H1: null, H2: null, V1: null, V2: null, C1: null, C2: null };
    const assessed = assess({ ...place, area: { ...place.area, cells: { ...place.area.cells, ...half } } });
    expect(assessed).toMatchObject({ status: 'OK', reliabilityGrade: 'D', level: null });
    expect(assessed.index).toBeGreaterThan(0);
  });

  it('still gives one where exactly half of a dimension came', () => {
    const place = goldenPlace('31.75.06@2024-10');
    const assessed = assess({ ...place, area: { ...place.area, cells: { ...place.area.cells, C1: null } } });
    expect(assessed.status).toBe('OK');
  });

  it('counts a dimension of 0 at the floor, so that one calm side does not hide the other two', () => {
    const place = goldenPlace('31.75.03@2024-10');
    const calm = { H1: { w: 0, n: 0 }, H2: { w: 0, n: 0 }, H3: { w: 0, n: 0 }, H4: { x: 0, n: 400 } };
    const assessed = assess({
      area: { ...place.area, cells: { ...place.area.cells, ...calm } },
      city: { ...place.city, cells: { ...place.city.cells, ...calm } },
    });
    expect(assessed.dimensions.H).toBe(0);
    expect(assessed.index).toBeCloseTo(Math.cbrt(0.1 * (assessed.dimensions.V ?? 0) * (assessed.dimensions.C ?? 0)), 9);
  });

  it('explains the whole index by its contributions', () => {
    fc.assert(
      fc.property(plausible, (place) => {
        const assessed = assess(place);
        fc.pre(Object.values(assessed.dimensions).every((score) => score !== null && score >= asri1.dimensionFloor));
        const sum = Object.values(assessed.indicators).reduce((total, row) => total + (row.contribution ?? 0), 0);
        expect(Math.abs(sum - (assessed.index ?? NaN))).toBeLessThan(1e-9);
      }),
    );
  });

  it('keeps the index inside its interval, and the interval inside 0 to 10', () => {
    fc.assert(
      fc.property(fc.oneof(plausible, fc.record({ area: anyArea, city: anyCity })), (place) => {
        const { index, ci90 } = assess(place);
        if (index === null) return;
        const ladder = [0, ci90[0], index, ci90[1], 10];
        expect([...ladder].sort((one, other) => one - other)).toEqual(ladder);
      }),
    );
  });

  it('never throws and never answers with a number that is none, whatever finite figures it is given', () => {
    fc.assert(
      fc.property(anyArea, anyCity, (area, city) => {
        expect(numbersIn(assessArea(area, city)).every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('what the index promises about people', () => {
  it('never falls when one more need is unmet', () => {
    fc.assert(
      fc.property(plausible, fc.constantFrom(...shareIds), (place, id) => {
        const { x, n } = shareOf(place.area, id);
        if (x === n) return;
        expect(indexOf(withAdded(place, id, { x: 1 }))).toBeGreaterThanOrEqual(indexOf(place) - rounding);
      }),
    );
  });

  it('never falls when one more incident happens, in a city of 27 events or of a mean weight of 5 at most', () => {
    const severity = fc.constantFrom(1, 2, 4, 8, 16);
    fc.assert(
      fc.property(plausible, fc.constantFrom('H1', 'H2', 'H3'), severity, (place, id, weight) => {
        const { w, n } = eventsOf(place.city, id);
        if (n < 27 && w > 5 * n) return;
        expect(indexOf(withAdded(place, id, { w: weight, n: 1 }))).toBeGreaterThanOrEqual(indexOf(place) - rounding);
      }),
    );
  });

  it('never falls when one more incident happens by asri-2, in any city', () => {
    const severity = fc.constantFrom(1, 2, 4, 8, 16);
    const byAsri2 = ({ area, city }: Place): number => assessArea(area, city, asri2).index ?? -1;
    fc.assert(
      fc.property(plausible, fc.constantFrom('H1', 'H2', 'H3'), severity, (place, id, weight) => {
        expect(byAsri2(withAdded(place, id, { w: weight, n: 1 }))).toBeGreaterThanOrEqual(byAsri2(place) - rounding);
      }),
    );
  });

  it('never falls along any run of incidents and unmet needs in the areas of the worked example', () => {
    const step = fc.tuple(fc.constantFrom('H1', 'H2', 'H3', ...shareIds), fc.constantFrom(1, 2, 4, 8, 16));
    const places = Object.keys(goldenExpected.areas);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.array(step, { maxLength: 30 }), (key, steps) => {
        let place = goldenPlace(key);
        for (const [id, weight] of steps) {
          const isEvent = id.startsWith('H') && id !== 'H4';
          if (!isEvent && shareOf(place.area, id).x === shareOf(place.area, id).n) continue;
          const next = withAdded(place, id, isEvent ? { w: weight, n: 1 } : { x: 1 });
          expect(indexOf(next)).toBeGreaterThanOrEqual(indexOf(place) - rounding);
          place = next;
        }
      }),
    );
  });

  it('never rises when one more person whose needs are met is registered', () => {
    fc.assert(
      fc.property(plausible, fc.constantFrom(...personIds), (place, id) => {
        if (shareOf(place.area, id).n < asri1.poolingThreshold) return;
        expect(indexOf(withAdded(place, id, { n: 1 }))).toBeLessThanOrEqual(indexOf(place) + rounding);
      }),
    );
  });

  it('tells nothing of fewer than ten persons: their own number changes no byte of the answer', () => {
    const few = fc.record({ n: fc.nat(9), one: fc.nat(9), other: fc.nat(9) });
    fc.assert(
      fc.property(plausible, fc.constantFrom(...personIds), few, ({ area, city }, id, { n, one, other }) => {
        const withOwn = (cell: object): string =>
          JSON.stringify(assessArea({ ...area, cells: { ...area.cells, [id]: cell } }, city));
        expect(withOwn({ x: one, n })).toBe(withOwn({ x: other, n }));
        expect(withOwn({ x: one, n })).toBe(withOwn({ x: null, n: null, pooled: true }));
      }),
    );
  });

  it('reads nothing but the figures: a nationality, an origin or a status beside them changes no byte of the answer', () => {
    const { area, city } = goldenPlace('31.75.03@2024-10');
    const labelled = {
      ...area,
      nationality: 'any',
      cells: { ...area.cells, V1: { x: 9, n: 30, origin: 'any', status: 1 } },
    };
    expect(JSON.stringify(assessArea(labelled, city))).toBe(JSON.stringify(assessArea(area, city)));
  });
});

import { describe, expect, it } from '@jest/globals';

import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { asri1, asri2 } from '../../../../subgraphs/stability/method/method-version';
import { type Estimate, stableEstimate } from '../../../../subgraphs/stability/method/stable-estimate';

const estimate = (id: string, area: unknown, city: unknown, population = 300_000, method = asri1): Estimate | null => {
  const rule = asri1.indicators.find((row) => row.id === id);
  if (!rule) throw new Error(`no ${id}`);
  const cells = (cell: unknown): Cells => ({ [id]: cell });
  return stableEstimate(
    rule,
    { population, cells: cells(area) },
    { population: 3_230_417, cells: cells(city) },
    method,
  );
};

describe('a rate', () => {
  it('is the one worked by hand', () => {
    const rate = estimate('H1', { w: 52, n: 18 }, { w: 210, n: 84 }, 318_819);
    expect(rate?.value).toBeCloseTo(14.4036, 4);
    expect(rate?.se).toBeCloseTo(3.2207, 4);
  });

  it('of an area without events is drawn up to part of the city, never certain to be 0', () => {
    const rate = estimate('H1', { w: 0, n: 0 }, { w: 210, n: 84 });
    expect(rate?.value).toBeGreaterThan(0);
    expect(rate?.value).toBeLessThan(210 / 32.30417);
    expect(rate?.se).toBeGreaterThan(0);
  });

  it('is 0 and certain where neither the area nor the city had an event', () => {
    expect(estimate('H2', { w: 0, n: 0 }, { w: 0, n: 0 })).toEqual({ status: 'OBSERVED', value: 0, se: 0 });
    expect(estimate('H2', { w: 0, n: 0 }, { w: 0, n: 0 }, 0)).toEqual({ status: 'OBSERVED', value: 0, se: 0 });
  });

  it('stands by itself where the city forgot the events of the area', () => {
    expect(estimate('H2', { w: 6, n: 2 }, { w: 0, n: 0 })).toEqual({ status: 'OBSERVED', value: 2, se: 1 });
  });

  it('has a value where nobody lives, and where all events of the city weigh nothing', () => {
    expect(estimate('H1', { w: 0, n: 0 }, { w: 210, n: 84 }, 0)?.value).toBeCloseTo(210 / 32.30417, 9);
    expect(estimate('H1', { w: 0, n: 0 }, { w: 0, n: 5 })?.value).toBe(0);
  });

  it('is missing for events over no residents at all', () => {
    expect(estimate('H2', { w: 6, n: 2 }, { w: 0, n: 0 }, 0)).toBeNull();
  });

  it('falls by asri-1, in a city of few and heavy events, with a first light event; by asri-2 it rises', () => {
    const rates = (method: typeof asri1): (number | undefined)[] => [
      estimate('H1', { w: 0, n: 0 }, { w: 80, n: 5 }, 582_327, method)?.value,
      estimate('H1', { w: 1, n: 1 }, { w: 81, n: 6 }, 582_327, method)?.value,
    ];
    const [before, after] = rates(asri1);
    expect(after).toBeLessThan(before ?? 0);
    const [beforeByNow, afterByNow] = rates(asri2);
    expect(afterByNow).toBeGreaterThan(beforeByNow ?? 0);
  });

  it.each([
    ['asri-2, whatever the events of the city are', asri2, () => true],
    ['asri-1, where the city has 27 events or their mean weighs 5 at most', asri1, ofManyOrLight],
  ])('never falls with one more event by %s: every city of up to 30 events', (_, method, isPromised) => {
    const residents = 3_230_417;
    for (let n = 1; n <= 30; n++)
      for (let w = n; w <= 16 * n; w++)
        for (const population of [1, 30_000, residents / 2, residents])
          for (const own of [0, 1, w]) {
            if (!isPromised(w, n)) continue;
            const events = own === 0 ? { w: 0, n: 0 } : { w: own, n: own === w ? n : 1 };
            const before = estimate('H1', events, { w, n }, population, method)?.value ?? NaN;
            const more = { w: events.w + 1, n: events.n + 1 };
            const after = estimate('H1', more, { w: w + 1, n: n + 1 }, population, method)?.value ?? NaN;
            if (!(after >= before * (1 - 1e-12)))
              throw new Error(`falls in ${JSON.stringify({ n, w, own, population })}`);
          }
  });

  it('is the same by asri-1 and asri-2 where the mean event of the city weighs 4 or less', () => {
    for (const w of [5, 12, 20]) {
      const city = { w, n: 5 };
      expect(estimate('H1', { w: 3, n: 1 }, city, 300_000, asri2)).toEqual(estimate('H1', { w: 3, n: 1 }, city));
    }
  });
});

describe('a share', () => {
  it('is the one worked by hand', () => {
    const share = estimate('V1', { x: 9, n: 30 }, { x: 24, n: 120 });
    expect(share?.value).toBeCloseTo(0.26, 12);
    expect(share?.se).toBeCloseTo(0.0614, 4);
  });

  it('of nothing is the share of the city', () => {
    expect(estimate('C1', { x: 0, n: 0 }, { x: 96, n: 960 })).toMatchObject({ status: 'OBSERVED', value: 0.1 });
  });

  it('is missing where the city has no cases, or its total did not come', () => {
    expect(estimate('C1', { x: 3, n: 9 }, { x: 0, n: 0 })).toBeNull();
    expect([estimate('C1', { x: 3, n: 9 }, null), estimate('C1', { x: 3, n: 9 }, undefined)]).toEqual([null, null]);
  });

  it('never passes "all of them", even when a count is faulty', () => {
    expect(estimate('C1', { x: 500, n: 10 }, { x: 500, n: 10 })).toEqual({ status: 'OBSERVED', value: 1, se: 0 });
  });
});

describe('a share of persons', () => {
  it('is pooled below ten persons, and the own share from ten on', () => {
    expect(estimate('V1', { x: 9, n: 9 }, { x: 24, n: 120 })).toMatchObject({ status: 'POOLED', value: 0.2 });
    expect(estimate('V1', { x: 9, n: 10 }, { x: 24, n: 120 })).toMatchObject({ status: 'OBSERVED' });
  });

  it('is pooled where the agency sent no number, with the error of the city', () => {
    const pooled = estimate('V1', { x: null, n: null, pooled: true }, { x: 24, n: 120 });
    expect(pooled?.status).toBe('POOLED');
    expect(pooled?.se).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 121), 12);
  });

  it('is missing, not pooled, where the figure did not come', () => {
    expect(estimate('V1', null, { x: 24, n: 120 })).toBeNull();
  });
});

describe('a value', () => {
  it('is taken as it is and needs no city', () => {
    expect(estimate('C3', { value: 75 }, undefined)).toEqual({ status: 'OBSERVED', value: 75, se: 0 });
  });
});

it('takes a cell of another form for missing', () => {
  expect(estimate('H1', { x: 1, n: 2 }, { w: 1, n: 1 })).toBeNull();
  expect(estimate('C3', { w: 1, n: 1 }, { value: 1 })).toBeNull();
  expect(estimate('V1', { value: 1 }, { x: 1, n: 2 })).toBeNull();
});

function ofManyOrLight(w: number, n: number): boolean {
  return n >= 27 || w <= 5 * n;
}

import { describe, expect, it } from '@jest/globals';

import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { asri1 } from '../../../../subgraphs/stability/method/method-version';
import { type Estimate, stableEstimate } from '../../../../subgraphs/stability/method/stable-estimate';

const estimate = (id: string, area: unknown, city: unknown, population = 300_000): Estimate | null => {
  const rule = asri1.indicators.find((row) => row.id === id);
  if (!rule) throw new Error(`no ${id}`);
  const cells = (cell: unknown): Cells => ({ [id]: cell });
  return stableEstimate(rule, { population, cells: cells(area) }, { population: 3_230_417, cells: cells(city) }, asri1);
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

  it('falls, in a city of few and heavy events, with a first light event: the known limit of the smoothing', () => {
    const before = estimate('H1', { w: 0, n: 0 }, { w: 80, n: 5 }, 582_327);
    const after = estimate('H1', { w: 1, n: 1 }, { w: 81, n: 6 }, 582_327);
    expect(after?.value).toBeLessThan(before?.value ?? 0);
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

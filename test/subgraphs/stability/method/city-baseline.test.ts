import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import { changeDrivers } from '../../../../subgraphs/stability/method/change-drivers';
import { assessCity } from '../../../../subgraphs/stability/method/city-baseline';
import { plausible } from './arbitraries';
import { goldenPlace } from './golden/golden';

describe('the city as a baseline', () => {
  const { area, city } = goldenPlace('31.75.03@2024-10');
  const baseline = assessCity(city, '2024-10');

  it("has the city's own rates and shares, drawn towards nothing else", () => {
    expect(baseline.indicators.H1.value).toBeCloseTo(210 / 32.30417, 12);
    expect(baseline.indicators.V1.value).toBeCloseTo(24 / 120, 12);
    expect(baseline.indicators.C4.value).toBeCloseTo(168 / 420, 12);
  });

  it('has no last joint activity unless one of the whole city is stated', () => {
    expect(baseline.indicators.C3.status).toBe('MISSING');
    const stated = assessCity({ ...city, cells: { ...city.cells, C3: { value: 30 } } }, '2024-10');
    expect(stated.indicators.C3.value).toBe(30);
  });

  it('puts what only the area has under data availability, so that drivers against it sum to the difference', () => {
    const change = changeDrivers(baseline, assessArea(area, city));
    expect(change?.drivers.C3).toBeUndefined();
    expect(change?.dataAvailability).not.toBe(0);
    const sum = Object.values(change?.drivers ?? {}).reduce((total, points) => total + points, 0);
    expect(Math.abs(sum + (change?.dataAvailability ?? NaN) - (change?.delta ?? NaN))).toBeLessThan(1e-9);
  });

  it('differs from an area with the same figures by nothing', () => {
    fc.assert(
      fc.property(plausible, (place) => {
        const change = changeDrivers(
          assessCity(place.city, '2024-10'),
          assessArea({ ...place.city, period: '2024-10' }, place.city),
        );
        if (change) expect(change.delta).toBe(0);
      }),
    );
  });
});

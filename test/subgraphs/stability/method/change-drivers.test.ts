import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import type { AreaAssessment } from '../../../../subgraphs/stability/method/assessment';
import { type ChangeDrivers, changeDrivers } from '../../../../subgraphs/stability/method/change-drivers';
import { asri2 } from '../../../../subgraphs/stability/method/method-version';
import { plausible } from './arbitraries';
import { goldenExpected, goldenPlace } from './golden/golden';

const golden = (key: string, cells = {}): AreaAssessment => {
  const { area, city } = goldenPlace(key);
  return assessArea({ ...area, cells: { ...area.cells, ...cells } }, city);
};

const sumOf = ({ drivers, dataAvailability, floor }: ChangeDrivers): number =>
  Object.values(drivers).reduce((sum, points) => sum + points, dataAvailability + floor);

describe('changeDrivers', () => {
  const { from, to, delta, drivers } = goldenExpected.change;

  it('names the drivers of the worked example to the millionth', () => {
    const change = changeDrivers(golden(from), golden(to));
    expect(Math.abs((change?.delta ?? NaN) - delta)).toBeLessThan(1e-6);
    for (const [id, points] of Object.entries<number>(drivers))
      expect(Math.abs((change?.drivers[id as 'H1'] ?? NaN) - points)).toBeLessThan(1e-6);
    expect([change?.dataAvailability, change?.floor]).toEqual([0, 0]);
  });

  it('leaves no residual, whatever the two months were', () => {
    fc.assert(
      fc.property(plausible, plausible, (before, after) => {
        const change = changeDrivers(assessArea(before.area, before.city), assessArea(after.area, after.city));
        if (change) expect(Math.abs(sumOf(change) - change.delta)).toBeLessThan(1e-9);
      }),
    );
  });

  it('puts what a figure that came or went does into one item of its own', () => {
    const change = changeDrivers(golden(from, { V3: null }), golden(to));
    expect(change?.drivers.V3).toBeUndefined();
    expect(change?.dataAvailability).not.toBe(0);
    expect(change && sumOf(change)).toBeCloseTo(change?.delta ?? NaN, 9);
  });

  it('gives the part of a floor its own name', () => {
    const calm = { C1: { x: 0, n: 9000 }, C2: { x: 0, n: 9000 }, C3: { value: 0 }, C4: { x: 0, n: 90_000 } };
    const change = changeDrivers(golden(from, calm), golden(to));
    expect(change?.floor).not.toBe(0);
    expect(change && sumOf(change)).toBeCloseTo(change?.delta ?? NaN, 9);
  });

  it('explains by the version that both months were assessed by, also an old or another one', () => {
    const byAsri2 = (key: string): AreaAssessment => {
      const { area, city } = goldenPlace(key);
      return assessArea(area, city, asri2);
    };
    const change = changeDrivers(byAsri2(from), byAsri2(to));
    expect(change && sumOf(change)).toBeCloseTo(change?.delta ?? NaN, 9);
    expect(changeDrivers(golden(from), byAsri2(to))).toBeNull();
  });

  it('finds nothing between two equal months', () => {
    const change = changeDrivers(golden(to), golden(to));
    expect(change && [change.delta, ...Object.values(change.drivers)].every((points) => points === 0)).toBe(true);
  });

  it('is null where one side has no index or follows another version of the method', () => {
    const unassessed = golden(to, { C1: null, C2: null, C3: null });
    expect(changeDrivers(unassessed, golden(to))).toBeNull();
    expect(changeDrivers({ ...golden(from), methodVersion: 'asri-0' }, golden(to))).toBeNull();
  });
});

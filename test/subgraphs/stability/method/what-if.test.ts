import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import { assessIf } from '../../../../subgraphs/stability/method/what-if';
import { plausible, withAdded } from './arbitraries';
import { goldenPlace } from './golden/golden';

describe('assessIf', () => {
  const place = goldenPlace('31.75.03@2024-10');

  it('tells the index after a renewal drive, and that lapsed documents alone moved it', () => {
    const { before, after, change } = assessIf(place.area, place.city, { V1: { x: 1, n: 30 } });
    expect(before.index).toBeCloseTo(5.187018, 6);
    expect(after.index).toBeLessThan(before.index ?? 0);
    expect(change?.drivers.V1).toBeCloseTo(change?.delta ?? NaN, 9);
  });

  it("moves the city's totals by what the area moved", () => {
    const supposed = assessIf(place.area, place.city, { H1: { w: 60, n: 20 } }).after;
    const moved = withAdded(place, 'H1', { w: 8, n: 2 });
    expect(supposed).toEqual(assessArea(moved.area, moved.city));
  });

  it('changes nothing where nothing is supposed, or what is so already', () => {
    fc.assert(
      fc.property(plausible, ({ area, city }) => {
        expect(assessIf(area, city, {}).after).toEqual(assessArea(area, city));
        expect(assessIf(area, city, area.cells).after).toEqual(assessArea(area, city));
      }),
    );
  });

  it('leaves the totals alone where the figure becomes unknown or was', () => {
    const { after } = assessIf(place.area, place.city, { C4: null });
    expect(after.indicators.C4.status).toBe('MISSING');
    const unknown = { ...place.area, cells: { ...place.area.cells, C4: null } };
    const known = assessIf(unknown, place.city, { C4: { x: 33, n: 60 } });
    expect(known.after.index).toBeCloseTo(5.187018, 6);
    expect(known.change?.dataAvailability).not.toBe(0);
  });

  it('takes what is supposed for fresh', () => {
    const aged = { ...place.area, ageMonths: { C1: 6, C2: 6 } };
    const { before, after } = assessIf(aged, place.city, { C1: { x: 5, n: 90 } });
    expect([before.indicators.C1.ageMonths, after.indicators.C1.ageMonths, after.indicators.C2.ageMonths]).toEqual([
      6, 0, 6,
    ]);
  });

  it('has no difference to tell where there is no index', () => {
    const { after, change } = assessIf(place.area, place.city, { C1: null, C2: null, C3: null });
    expect([after.status, change]).toEqual(['INSUFFICIENT_DATA', null]);
  });
});

import { describe, expect, it } from '@jest/globals';

import { assessFigures } from '../../../../subgraphs/stability/assessment/assess-from-signals';
import { inputDigest } from '../../../../subgraphs/stability/assessment/input-digest';
import { toldAssessment } from '../../../../subgraphs/stability/assessment/told-assessment';
import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { goldenPlace } from '../method/golden/golden';
import { figuresIn, type Place } from './any-signals';

const many: Cells = { V1: { x: 15, n: 30 }, V2: { x: 15, n: 30 }, V3: { x: 15, n: 30 }, V4: { x: 15, n: 30 } };
const digest = (place: Place): string => inputDigest(assessFigures(figuresIn(place)));

function placeWith(cells: Cells, ofCity: Cells = {}): Place {
  const { area, city } = goldenPlace('31.75.03@2024-10');
  return {
    area: { ...area, cells: { ...area.cells, ...many, ...cells } },
    city: { ...city, cells: { ...city.cells, ...ofCity } },
  };
}

describe('the digest of what an assessment was made from', () => {
  it('is the same for the same figures, in whatever order they came', () => {
    const { area, city } = placeWith({});
    const cells = Object.fromEntries(Object.entries(area.cells).toReversed()) as Cells;
    expect(digest({ area: { ...area, cells }, city })).toBe(digest({ area, city }));
    expect(digest({ area, city })).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is another for any other figure, of the area or of its city, another age, month or number of residents', () => {
    const { area, city } = placeWith({});
    const places = [
      { area, city },
      placeWith({ H1: { w: 53, n: 18 } }),
      placeWith({ V1: { x: 20, n: 30 } }),
      placeWith({ C1: null }),
      placeWith({}, { C2: { x: 31, n: 150 } }),
      { area: { ...area, ageMonths: { C1: 2 } }, city },
      { area: { ...area, period: '2024-11' }, city },
      { area: { ...area, population: 318_820 }, city },
      { area, city: { ...city, population: 3_230_418 } },
    ];
    expect(new Set(places.map(digest)).size).toBe(places.length);
  });

  it('is the same for hidden counts of which the same is told, so that trying them finds nothing', () => {
    const likes = new Map<string, Set<string>>();
    for (let x = 0; x < 10; x += 1) {
      for (const n of [1000, 1500, 2000]) {
        const assessed = assessFigures(figuresIn(placeWith({ V1: { x, n } }, { V1: { x: 600, n: 3000 } })));
        const told = JSON.stringify(toldAssessment(assessed));
        likes.set(told, (likes.get(told) ?? new Set()).add(inputDigest(assessed)));
      }
    }
    expect(likes.size).toBeGreaterThan(1);
    expect(likes.size).toBeLessThan(15);
    for (const digests of likes.values()) expect(digests.size).toBe(1);
  });

  it('is another in a rounded area where a told figure is another', () => {
    const rounded = (cells: Cells) => digest(placeWith({ V1: { x: 3, n: 30 }, ...cells }));
    expect(rounded({ C4: { x: 34, n: 60 } })).not.toBe(rounded({}));
    expect(rounded({ V2: { x: 30, n: 60 } })).not.toBe(rounded({}));
  });
});

import { describe, expect, it } from '@jest/globals';

import { areaCells } from '../../../web/map/area-cells';
import { shapesOf } from '../../../web/map/boundaries';

const site = (area: string, longitude: number) => ({ area, longitude, latitude: -6.2, areaKm2: 4 });
const ring = (west: number, south: number, side: number): [number, number][] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
];
const feature = (code: string, ...polygons: [number, number][][][]) => ({
  properties: { code },
  geometry: { type: 'MultiPolygon' as const, coordinates: polygons },
});

describe('a map with boundaries', () => {
  const shapes = shapesOf({
    features: [
      feature('31.75.03', [ring(106.86, -6.21, 0.02), ring(106.865, -6.205, 0.005)], [ring(106.9, -6.2, 0.004)]),
    ],
  });
  const { cells, height } = areaCells([site('31.75.03', 106.87), site('31.75.06', 106.95)], 600, 6, shapes);

  it('draws every ring of a shape, above what is drawn from centroids', () => {
    expect(cells.map(({ area }) => area)).toEqual(['31.75.06', '31.75.03']);
    const [, shaped] = cells;
    expect(shaped?.polygons.map((polygon) => polygon.length)).toEqual([4, 4, 4]);
  });

  it('has room for all of it, and names an area in its largest part', () => {
    const corners = cells.flatMap(({ polygons }) => polygons.flat());
    expect(corners.length).toBeGreaterThan(0);
    // The disc of a place is cut off a little at the edge.
    expect(corners.filter(([x, y]) => x < -20 || x > 620 || y < -20 || y > height + 20)).toEqual([]);
    const [x = 0, y = 0] = cells[1]?.centre ?? [];
    const [[left, bottom] = [0, 0], , [right, top] = [0, 0]] = cells[1]?.polygons[0] ?? [];
    expect([x, y]).toEqual([expect.closeTo((left + right) / 2, 5), expect.closeTo((top + bottom) / 2, 5)]);
  });

  it('keeps the shape of a square: as wide as it is high, by the latitude', () => {
    const [[left, bottom] = [0, 0], , [right, top] = [0, 0]] = cells[1]?.polygons[0] ?? [];
    expect((right - left) / (bottom - top)).toBeCloseTo(Math.cos((6.2 * Math.PI) / 180), 3);
  });
});

import { describe, expect, it } from '@jest/globals';

import { areaCells, type MapSite } from '../../../web/map/area-cells';
import { tileSites } from '../../../web/map/tile-sites';

const site = (area: string, latitude: number, longitude: number): MapSite => ({
  area,
  latitude,
  longitude,
  areaKm2: 3,
});

describe('a map from centroids', () => {
  it('draws one area from its places, with no border between them', () => {
    const { cells } = areaCells([site('a', -6.2, 106.86), site('a', -6.2, 106.88), site('b', -6.2, 106.9)], 600, 6);
    expect(cells.map(({ area, polygons }) => [area, polygons.length])).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
    const halfWay =
      ((cells[0]?.polygons ?? [])
        .flat()
        .map(([x]) => x)
        .sort((x, y) => x - y)[0] ?? 0) + 1;
    expect(halfWay).toBeGreaterThan(0);
    const middleOfA = cells[0]?.centre[0] ?? 0;
    const inside = (cells[0]?.border ?? []).filter(
      ([from, to]) => Math.abs(from[0] - middleOfA) < 1 && Math.abs(to[0] - middleOfA) < 1,
    );
    expect(inside).toEqual([]);
  });

  it('keeps everything within the picture, at any width', () => {
    for (const width of [300, 1200]) {
      const { cells, height } = areaCells([site('a', -6.2, 106.86), site('b', -6.3, 106.9)], width, 6);
      for (const [x, y] of cells.flatMap(({ polygons }) => polygons.flat())) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(width);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(height);
      }
    }
  });

  it('has no hole where one place is all there is, and draws nothing of nothing', () => {
    expect(areaCells([site('a', -6.2, 106.86)], 600, 6).cells[0]?.polygons[0]?.length).toBeGreaterThan(8);
    expect(areaCells([], 600, 6)).toEqual({ height: 0, cells: [] });
  });

  it('gives each area a tile where no centroid is held', () => {
    const { cells } = areaCells(tileSites(['a', 'b', 'c', 'd', 'e']), 600, 6);
    expect(cells.filter(({ polygons }) => (polygons[0]?.length ?? 0) > 2)).toHaveLength(5);
  });
});

import { Delaunay } from 'd3-delaunay';

import { clipToDisc, type Point, type Polygon } from './polygon';

/** A place that a map is drawn from: a centroid in degrees, and the area it stands for. */
export interface MapSite {
  /** Area on the map that the place belongs to. */
  readonly area: string;
  readonly latitude: number;
  readonly longitude: number;
  readonly areaKm2: number;
}

/** An area as it is drawn, in units of the picture. */
export interface AreaCell {
  readonly area: string;
  readonly polygons: readonly Polygon[];
  /** Edges to other areas and to the outside. */
  readonly border: readonly (readonly [Point, Point])[];
  /** Where its name is written: the middle of its places by their area. */
  readonly centre: Point;
}

export interface AreaMapShape {
  readonly height: number;
  readonly cells: readonly AreaCell[];
}

const kmPerDegree = 111.2;
// How far a place reaches, by the radius of a disc of its area: wide enough that neighbours meet.
const reach = 1.9;
// What of that the picture has room for: at the edge of the map the rest is cut off.
const shown = 0.92;
// In units of the picture.
const tallest = 760;

/**
 * Draws areas from the centroids of their places: each point of the map belongs to the nearest place, as far as that
 * place reaches.
 */
export function areaCells(sites: readonly MapSite[], width: number, padding: number): AreaMapShape {
  if (sites.length === 0) return { height: 0, cells: [] };
  const { points, radii, height } = project(sites, width, padding);
  const voronoi = Delaunay.from([...points]).voronoi([0, 0, width, height]);
  const polygons = points.map((point, index) => {
    const cell = (voronoi.cellPolygon(index) as Polygon | null) ?? [];
    return clipToDisc(cell.slice(0, -1), point, radii[index] ?? 0);
  });
  const areas = [...new Set(sites.map(({ area }) => area))];
  const cells = areas.map((area) => {
    const own = sites.flatMap((site, index) => (site.area === area ? [index] : []));
    const border = own.flatMap((index) => {
      const inside = [...voronoi.neighbors(index)].filter((other) => sites[other]?.area === area);
      return edgesOf(polygons[index] ?? []).filter((edge) => !isShared(edge, index, inside, points));
    });
    return { area, polygons: own.map((index) => polygons[index] ?? []), border, centre: middle(own, points, radii) };
  });
  return { height, cells };
}

interface Projected {
  readonly points: readonly Point[];
  readonly radii: readonly number[];
  readonly height: number;
}

/** Flat, which is near enough for a city, and as large as the width allows. */
function project(sites: readonly MapSite[], width: number, padding: number): Projected {
  const shrink = Math.cos(((sites[0]?.latitude ?? 0) * Math.PI) / 180);
  const km = sites.map(({ latitude, longitude, areaKm2 }) => ({
    x: longitude * shrink * kmPerDegree,
    y: -latitude * kmPerDegree,
    radius: reach * Math.sqrt(areaKm2 / Math.PI),
  }));
  const left = Math.min(...km.map(({ x, radius }) => x - radius * shown));
  const right = Math.max(...km.map(({ x, radius }) => x + radius * shown));
  const top = Math.min(...km.map(({ y, radius }) => y - radius * shown));
  const bottom = Math.max(...km.map(({ y, radius }) => y + radius * shown));
  const scale = Math.min((width - 2 * padding) / (right - left), tallest / (bottom - top));
  const inset = (width - (right - left) * scale) / 2;
  return {
    points: km.map(({ x, y }): Point => [inset + (x - left) * scale, padding + (y - top) * scale]),
    radii: km.map(({ radius }) => radius * scale),
    height: (bottom - top) * scale + 2 * padding,
  };
}

function edgesOf(polygon: Polygon): (readonly [Point, Point])[] {
  return polygon.map((point, index) => [point, polygon[(index + 1) % polygon.length] ?? point]);
}

/** Whether an edge lies half-way to another place of the same area. */
function isShared(
  [from, to]: readonly [Point, Point],
  own: number,
  others: readonly number[],
  points: readonly Point[],
): boolean {
  const halfWay: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  const distance = (index: number): number => {
    const [x, y] = points[index] ?? [Infinity, Infinity];
    return Math.hypot(x - halfWay[0], y - halfWay[1]);
  };
  return others.some((other) => Math.abs(distance(other) - distance(own)) < 0.01);
}

function middle(own: readonly number[], points: readonly Point[], radii: readonly number[]): Point {
  let [sumX, sumY, sum] = [0, 0, 0];
  for (const index of own) {
    const weight = (radii[index] ?? 0) ** 2;
    const [x, y] = points[index] ?? [0, 0];
    sumX += x * weight;
    sumY += y * weight;
    sum += weight;
  }
  return sum === 0 ? (points[own[0] ?? 0] ?? [0, 0]) : [sumX / sum, sumY / sum];
}

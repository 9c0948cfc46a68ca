import { Delaunay } from 'd3-delaunay';
import { polygonArea, polygonCentroid } from 'd3-polygon';

import type { Shape } from './boundaries';
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
 * Draws areas by their shapes, and those that have none from the centroids of their places: each point of the map belongs
 * to the nearest place, as far as that place reaches. Shapes lie above.
 */
export function areaCells(
  sites: readonly MapSite[],
  width: number,
  padding: number,
  shapes: ReadonlyMap<string, Shape> = new Map(),
): AreaMapShape {
  if (sites.length === 0) return { height: 0, cells: [] };
  const { points, radii, height, place } = project(sites, width, padding, shapes);
  const voronoi = Delaunay.from([...points]).voronoi([0, 0, width, height]);
  const polygons = points.map((point, index) => {
    const cell = (voronoi.cellPolygon(index) as Polygon | null) ?? [];
    return clipToDisc(cell.slice(0, -1), point, radii[index] ?? 0);
  });
  const areas = [...new Set(sites.map(({ area }) => area))];
  const shaped = areas.flatMap((area) => {
    const shape = shapes.get(area);
    return shape === undefined ? [] : [shapedCell(area, shape, place)];
  });
  const cells = areas
    .filter((area) => !shapes.has(area))
    .map((area) => {
      const own = sites.flatMap((site, index) => (site.area === area ? [index] : []));
      const border = own.flatMap((index) => {
        const inside = [...voronoi.neighbors(index)].filter((other) => sites[other]?.area === area);
        return edgesOf(polygons[index] ?? []).filter((edge) => !isShared(edge, index, inside, points));
      });
      return { area, polygons: own.map((index) => polygons[index] ?? []), border, centre: middle(own, points, radii) };
    });
  return { height, cells: [...cells, ...shaped] };
}

function shapedCell(area: string, shape: Shape, place: Projected['place']): AreaCell {
  const polygons = shape.map((ring) => ring.slice(0, -1).map(([longitude, latitude]) => place(longitude, latitude)));
  const largest = polygons.reduce((one, other) => (sizeOf(other) > sizeOf(one) ? other : one));
  return { area, polygons, border: polygons.flatMap(edgesOf), centre: polygonCentroid([...largest]) };
}

function sizeOf(polygon: Polygon): number {
  return Math.abs(polygonArea([...polygon]));
}

interface Projected {
  readonly points: readonly Point[];
  readonly radii: readonly number[];
  readonly height: number;
  readonly place: (longitude: number, latitude: number) => Point;
}

/** Flat, which is near enough for a city, and as large as the width allows. */
function project(
  sites: readonly MapSite[],
  width: number,
  padding: number,
  shapes: ReadonlyMap<string, Shape>,
): Projected {
  const shrink = Math.cos(((sites[0]?.latitude ?? 0) * Math.PI) / 180);
  const inKm = (longitude: number, latitude: number) => ({
    x: longitude * shrink * kmPerDegree,
    y: -latitude * kmPerDegree,
  });
  const km = sites.map(({ latitude, longitude, areaKm2 }) => ({
    ...inKm(longitude, latitude),
    radius: reach * Math.sqrt(areaKm2 / Math.PI),
  }));
  // Room for what is drawn: discs of places without a shape, and the corners of shapes.
  const boxes = [
    ...km.flatMap((disc, index) => (shapes.has(sites[index]?.area ?? '') ? [] : [boxOf([disc], disc.radius * shown)])),
    ...[...new Set(sites.map(({ area }) => area))].flatMap((area) => {
      const corners = shapes.get(area)?.flat();
      if (corners === undefined) return [];
      return [boxOf(corners.map(([longitude, latitude]) => inKm(longitude, latitude)))];
    }),
  ];
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const scale = Math.min((width - 2 * padding) / (right - left), tallest / (bottom - top));
  const inset = (width - (right - left) * scale) / 2;
  const onPicture = ({ x, y }: { readonly x: number; readonly y: number }): Point => [
    inset + (x - left) * scale,
    padding + (y - top) * scale,
  ];
  return {
    points: km.map(onPicture),
    place: (longitude, latitude) => onPicture(inKm(longitude, latitude)),
    radii: km.map(({ radius }) => radius * scale),
    height: (bottom - top) * scale + 2 * padding,
  };
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function boxOf(points: readonly { readonly x: number; readonly y: number }[], around = 0): Box {
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x - around);
    box.right = Math.max(box.right, x + around);
    box.top = Math.min(box.top, y - around);
    box.bottom = Math.max(box.bottom, y + around);
  }
  return box;
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

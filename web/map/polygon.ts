export type Point = [x: number, y: number];
/** Its first point not repeated at the end. */
export type Polygon = readonly Point[];

const sides = 40;

/** The part of a convex polygon within a disc (Sutherland and Hodgman, over the sides of a polygon for the disc). */
export function clipToDisc(polygon: Polygon, [centreX, centreY]: Point, radius: number): Polygon {
  let rest = polygon;
  for (let side = 0; side < sides; side++) {
    const angle = (side * 2 * Math.PI) / sides;
    const [normalX, normalY] = [Math.cos(angle), Math.sin(angle)];
    const beyond = ([x, y]: Point): number => (x - centreX) * normalX + (y - centreY) * normalY - radius;
    rest = clipTo(rest, beyond);
  }
  return rest;
}

/** What lies where `beyond` is 0 or less. */
function clipTo(polygon: Polygon, beyond: (point: Point) => number): Polygon {
  return polygon.flatMap((point, index) => {
    const before = polygon[(index + polygon.length - 1) % polygon.length] ?? point;
    const [here, there] = [beyond(point), beyond(before)];
    const crossing = here <= 0 !== there <= 0 ? [between(before, point, there / (there - here))] : [];
    return here <= 0 ? [...crossing, point] : crossing;
  });
}

function between([x1, y1]: Point, [x2, y2]: Point, share: number): Point {
  return [x1 + (x2 - x1) * share, y1 + (y2 - y1) * share];
}

/** As an SVG path. */
export function pathOf(polygons: readonly Polygon[]): string {
  return polygons
    .filter((polygon) => polygon.length > 2)
    .map((polygon) => `M${polygon.map(written).join('L')}Z`)
    .join('');
}

export function pathOfEdges(edges: readonly (readonly [Point, Point])[]): string {
  return edges.map(([from, to]) => `M${written(from)}L${written(to)}`).join('');
}

function written([x, y]: Point): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}

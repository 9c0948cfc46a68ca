import type { MapSite } from './area-cells';

/** Where no centroid is held: areas in rows by their code, as squares. */
export function tileSites(codes: readonly string[]): MapSite[] {
  const columns = Math.ceil(Math.sqrt(codes.length * 1.5));
  const step = 0.01;
  return codes.map((area, index) => ({
    area,
    latitude: -Math.floor(index / columns) * step,
    longitude: (index % columns) * step,
    areaKm2: 1.6,
  }));
}

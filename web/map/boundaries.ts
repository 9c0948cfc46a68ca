import { useQuery } from '@tanstack/react-query';

type Ring = readonly (readonly [longitude: number, latitude: number])[];
/** Rings of an area in degrees, holes among them. */
export type Shape = readonly Ring[];

interface GeoJson {
  readonly features: readonly {
    readonly properties: { readonly code: string };
    readonly geometry:
      | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
      | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] };
  }[];
}

const none: ReadonlyMap<string, Shape> = new Map();

/** Shapes of areas by their code, as the gateway was given them; null until that is known. */
export function useBoundaries(): ReadonlyMap<string, Shape> | null {
  const { data, isError } = useQuery({
    queryKey: ['boundaries'],
    queryFn: async ({ signal }) => shapesOf(await readBoundaries(signal)),
    staleTime: Infinity,
    retry: false,
  });
  return isError ? none : (data ?? null);
}

async function readBoundaries(signal: AbortSignal): Promise<GeoJson> {
  const response = await fetch('/boundaries.geojson', { credentials: 'omit', signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return (await response.json()) as GeoJson;
}

export function shapesOf({ features }: GeoJson): ReadonlyMap<string, Shape> {
  return new Map(
    features.map(({ properties, geometry }) => [
      properties.code,
      geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat(),
    ]),
  );
}

import { z } from 'zod';

import { settingsFile } from '../common/settings-file';

/** Bytes of the largest file that is read. */
const mostBytes = 8_388_608;

const position = z
  .array(z.number({ error: 'must be a number' }))
  .min(2, { error: 'must be a longitude and a latitude' })
  .transform(([longitude = 0, latitude = 0]): [number, number] => [longitude, latitude])
  .refine(([longitude, latitude]) => Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90, {
    error: 'must be a longitude and a latitude in degrees (WGS 84)',
  });
const ring = z.array(position).min(4, { error: 'must be a ring of at least four positions' });
const rings = z.array(ring).min(1, { error: 'must have a ring' });

const geometry = z.discriminatedUnion(
  'type',
  [
    z.object({ type: z.literal('Polygon'), coordinates: rings }),
    z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings).min(1, { error: 'must have a polygon' }) }),
  ],
  { error: 'must be a Polygon or a MultiPolygon' },
);

const code = z
  .string({ error: 'must be an area code such as 31.75.03' })
  .regex(/^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/, {
    error: 'must be an area code such as 31.75.03',
  });

const boundariesSchema = z.object({
  type: z.literal('FeatureCollection', { error: 'must be FeatureCollection' }),
  features: z
    .array(
      z.object({
        type: z.literal('Feature', { error: 'must be Feature' }),
        properties: z.object({ code }, { error: 'must be an object with the code of an area' }),
        geometry,
      }),
      { error: 'must be a list of features' },
    )
    .refine((features) => new Set(features.map(({ properties }) => properties.code)).size === features.length, {
      error: 'must have another code each',
    }),
});

/** Boundaries of areas as GeoJSON: of each feature its code and its shape, whatever else the file says of it. */
export type Boundaries = z.infer<typeof boundariesSchema>;

export const noBoundaries: Boundaries = { type: 'FeatureCollection', features: [] };

/** Reads the GeoJSON file that a setting names. */
export function boundariesFile() {
  return settingsFile(boundariesSchema, placeIn, { mostBytes }).transform((file) => file?.content ?? noBoundaries);
}

function placeIn(path: readonly PropertyKey[]): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`));
  return steps.length === 0 ? 'the file' : steps.join('').replace(/^\./, '');
}

import { type CollectionDefinition, field } from '../../shared/model';

/** Figures of an area as somebody published them; they take the place of the built-in ones. The number is the area's code. */
export interface AreaFiguresRow {
  readonly _id: string;
  readonly population: number;
  readonly areaKm2: number | null;
  readonly centroid: { readonly latitude: number; readonly longitude: number } | null;
  readonly asOf: string;
  readonly source: string;
}

export const areaFiguresCollection: CollectionDefinition = {
  collection: 'area_figures',
  fields: {
    _id: field.text,
    population: field.number,
    areaKm2: { type: Number, default: null },
    centroid: { type: { _id: false, latitude: field.number, longitude: field.number }, default: null },
    asOf: field.text,
    source: field.text,
  },
};

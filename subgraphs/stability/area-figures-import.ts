import type { ImportDefinition } from '../shared/import-definition';
import { RowReader } from '../shared/row-reader';
import { areaFiguresHeadings } from './headings';
import { areaFiguresCollection, type AreaFiguresRow } from './models/AreaFigures';

const mostResidents = 1_000_000_000;
const mostKm2 = 2_000_000;

/** Residents, size and centre of areas: what turns a count of incidents into a rate. */
export const areaFiguresImport: ImportDefinition = {
  kind: 'area-figures',
  record: { collection: areaFiguresCollection.collection, number: 'area_code', ofPersons: false },
  requiredColumns: ['area_code', 'population', 'as_of', 'source'],
  optionalColumns: ['area_km2', 'latitude', 'longitude'],
  headings: areaFiguresHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const { areaCode } = read.area('area_code');
    const latitude = read.optionalDecimal('latitude', -11.5, 6.5);
    const longitude = read.optionalDecimal('longitude', 94.5, 141.5);
    read.demand(latitude === null || longitude !== null, 'longitude', 'must be given with latitude');
    read.demand(longitude === null || latitude !== null, 'latitude', 'must be given with longitude');
    const figures: AreaFiguresRow = {
      _id: areaCode,
      population: read.integer('population', 0, mostResidents),
      areaKm2: read.optionalDecimal('area_km2', 0.001, mostKm2),
      centroid: latitude === null || longitude === null ? null : { latitude, longitude },
      asOf: read.day('as_of'),
      source: read.text('source'),
    };
    return read.result(areaCode, [{ collection: areaFiguresCollection.collection, document: figures }]);
  },
};

import { column, type ExportColumn } from './export-definition';

/** The columns that every row of an area and month begins with. */
export const areaAndMonth: readonly ExportColumn[] = [
  column('area_code', 'area.code'),
  column('area_name', 'area.name'),
  column('month', 'month'),
  column('as_of', 'asOf'),
  column('provisional', 'provisional'),
];

const parts = [
  ['', 'numerator'],
  ['_of', 'denominator'],
  ['_city', 'cityNumerator'],
  ['_city_of', 'cityDenominator'],
] as const;

/** A SignalShare as four columns: how many, of how many, and the same of the city. */
export function shareColumns(name: string, field: string): ExportColumn[] {
  return parts.map(([suffix, part]) => column(`${name}${suffix}`, `${field}.${part}`));
}

/** A PersonShare: the same, each count with its status beside it. A count that is not told is an empty cell. */
export function personShareColumns(name: string, field: string): ExportColumn[] {
  return [
    column(`${name}_basis`, `${field}.basis`),
    ...parts.flatMap(([suffix, part]) => [
      column(`${name}${suffix}`, `${field}.${part}.value`),
      column(`${name}${suffix}_status`, `${field}.${part}.status`),
    ]),
  ];
}

/** A SignalRate as four columns: events and their weight, and the same of the city. */
export function rateColumns(name: string, field: string): ExportColumn[] {
  return [
    column(name, `${field}.events`),
    column(`${name}_weight`, `${field}.weight`),
    column(`${name}_city`, `${field}.cityEvents`),
    column(`${name}_city_weight`, `${field}.cityWeight`),
  ];
}

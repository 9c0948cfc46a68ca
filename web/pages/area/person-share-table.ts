import type { Cell } from '../../export/csv';
import type { PersonShare } from './person-share-row';

export const personShareColumns = [
  'basis',
  'numerator',
  'numerator_status',
  'denominator',
  'denominator_status',
  'city_numerator',
  'city_denominator',
];

/** A hidden count is an empty cell, with the reason beside it. */
export function personShareCells({
  basis,
  numerator,
  denominator,
  cityNumerator,
  cityDenominator,
}: PersonShare): Cell[] {
  return [
    basis,
    numerator.value,
    numerator.status,
    denominator.value,
    denominator.status,
    cityNumerator.value,
    cityDenominator.value,
  ];
}

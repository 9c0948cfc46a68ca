import { describe, expect, it } from '@jest/globals';

import { assignColumns } from '../../../subgraphs/import/columns';

const definition = {
  kind: 'lodgings',
  requiredColumns: ['lodging_number', 'kind', 'area_code'],
  optionalColumns: ['closed_on'],
};
const assign = (...found: string[]) => assignColumns(found, { definition });
const mistakes = (...found: string[]) => {
  const assigned = assign(...found);
  return assigned.ok ? null : assigned.mistakes;
};

describe('columns', () => {
  it('may stand in any order, and optional ones may be left out', () => {
    expect(mistakes('area_code', 'kind', 'lodging_number')).toBeNull();
    expect(mistakes('closed_on', 'area_code', 'kind', 'lodging_number')).toBeNull();
  });

  it('are refused by name, with the nearest one and the list', () => {
    expect(mistakes('lodging_no', 'kind', 'area_code')).toBe(
      'column "lodging_no" is not known, did you mean "lodging_number"?; column "lodging_number" is missing. ' +
        'Columns of lodgings: lodging_number, kind, area_code; optional: closed_on. ' +
        'Other headings are told in a mapping (simpul import --suggest FILE proposes one); ' +
        'other columns are left out with --ignore-unknown.',
    );
  });

  it.each([
    ['Area Code', 'area_code'],
    ['KODE WILAYAH', 'area_code'],
    ['closedon', 'closed_on'],
    ['Kecamatan', 'district_name'],
  ])('are known by other headings, whatever their capitals, dots and spaces: %s', (name, column) => {
    expect(assign(name, 'lodging_number', 'kind', 'area_name')).toMatchObject({
      ok: true,
      columns: [column, 'lodging_number', 'kind', 'area_name'],
    });
  });

  it.each([
    ['kinds', 'kind'],
    ['Kode Wilayh', 'area_code'],
  ])('are not taken for others that are near, only hinted at: %s', (name, nearest) => {
    expect(mistakes('lodging_number', 'kind', 'area_code', name)).toContain(`did you mean "${nearest}"?`);
  });

  it('need the code of the area, or its name in its place', () => {
    expect(mistakes('lodging_number', 'kind')).toMatch(/^column "area_code" is missing\./);
    expect(mistakes('lodging_number', 'kind', 'Kelurahan')).toBeNull();
  });

  it('are hinted at only when they are near', () => {
    expect(mistakes('lodging_number', 'kind', 'area_code', 'telephone')).toMatch(/^column "telephone" is not known\./);
  });

  it('may not stand twice', () => {
    expect(mistakes('lodging_number', 'kind', 'area_code', 'kind')).toMatch(/^column "kind" stands twice\./);
  });

  it('need a name, but for empty ones at the end', () => {
    expect(mistakes('lodging_number', '', 'kind', 'area_code')).toMatch(/^column 2 has no name\./);
    expect(mistakes('lodging_number', 'kind', 'area_code', '', '')).toBeNull();
  });

  it('put no control character on a terminal', () => {
    expect(mistakes('\u001b[2J\u009b', 'kind')).not.toMatch(/\p{Cc}/u);
  });
});

import { describe, expect, it } from '@jest/globals';

import { columnMistakes } from '../../../subgraphs/import/columns';

const definition = {
  kind: 'lodgings',
  requiredColumns: ['lodging_number', 'kind', 'area_code'],
  optionalColumns: ['closed_on'],
};
const mistakes = (...found: string[]) => columnMistakes(found, definition);

describe('columns', () => {
  it('may stand in any order, and optional ones may be left out', () => {
    expect(mistakes('area_code', 'kind', 'lodging_number')).toBeNull();
    expect(mistakes('closed_on', 'area_code', 'kind', 'lodging_number')).toBeNull();
  });

  it('are refused by name, with the nearest one and the list', () => {
    expect(mistakes('lodging_no', 'kind', 'area_code')).toBe(
      'column "lodging_no" is not known, did you mean "lodging_number"?; column "lodging_number" is missing. ' +
        'Columns of lodgings: lodging_number, kind, area_code; optional: closed_on.',
    );
  });

  it.each([
    ['Area Code', 'area_code'],
    ['AREA_CODE', 'area_code'],
    ['closedon', 'closed_on'],
    ['kinds', 'kind'],
  ])('are not taken for others, only hinted at: %s', (name, nearest) => {
    expect(mistakes('lodging_number', 'kind', 'area_code', name)).toContain(`did you mean "${nearest}"?`);
  });

  it('are hinted at only when they are near', () => {
    expect(mistakes('lodging_number', 'kind', 'area_code', 'telephone')).toMatch(/^column "telephone" is not known\./);
  });

  it('may not stand twice', () => {
    expect(mistakes('lodging_number', 'kind', 'area_code', 'kind')).toMatch(/^column "kind" stands twice\./);
  });

  it('need a name', () => {
    expect(mistakes('lodging_number', 'kind', 'area_code', '')).toMatch(/^column 4 has no name\./);
  });

  it('put no control character on a terminal', () => {
    expect(mistakes('\u001b[2J\u009b', 'kind')).not.toMatch(/\p{Cc}/u);
  });
});

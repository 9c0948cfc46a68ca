import { describe, expect, it } from '@jest/globals';

import { withoutValues } from '../../../subgraphs/import/rejection-counts';

describe('a reason as it is kept', () => {
  it('holds no value of a file, and no number of a row or line, which would tell how many persons there are', () => {
    expect(withoutValues('"WNA-1" has the same number as row 101 and other values')).toBe(
      'the value has the same number as another row and other values',
    );
    expect(withoutValues('the row that begins on line 101 does not end')).toBe(
      'the row that begins on a line does not end',
    );
  });
});

import { describe, expect, it } from '@jest/globals';

import { compileRewrites } from '../../../gateway/plan/compile-rewrites';
import { TypeRelations } from '../../../gateway/plan/type-relations';

const relations = new TypeRelations({});

describe('a rewrite of data', () => {
  it.each([0, false, '', null, [], {}])('renames a key whatever its value is: %p', (value) => {
    const data = { row: { __typename: 'Row', value__alias_0: value } };
    compileRewrites(
      [{ kind: 'KeyRenamer', path: ['row', '... on Row', 'value__alias_0'], renameKeyTo: 'value' }],
      relations,
    )?.(data);
    expect(data).toEqual({ row: { __typename: 'Row', value } });
  });

  it('goes through lists and leaves other types alone', () => {
    const data = { rows: [[{ __typename: 'Row', a: 1 }], null, [{ __typename: 'Other', a: 2 }]] };
    compileRewrites([{ kind: 'KeyRenamer', path: ['rows', '... on Row', 'a'], renameKeyTo: 'b' }], relations)?.(data);
    expect(data).toEqual({ rows: [[{ __typename: 'Row', b: 1 }], null, [{ __typename: 'Other', a: 2 }]] });
  });

  it('is nothing when there is nothing to rewrite', () => {
    expect(compileRewrites([], relations)).toBeNull();
  });
});

import { describe, expect, it } from '@jest/globals';

import { collectObjects, placesOf } from '../../../gateway/execute/collect-objects';

describe('the objects at a path', () => {
  const shared = { id: 's' };
  const data = { rows: [[{ to: shared }, null], null, [{ to: [shared, 7, { id: 't' }] }, { to: null }, {}]] };

  it('are found through lists of lists, and what is no object is passed over', () => {
    expect(collectObjects(data, ['rows', '@', '@', 'to', '@'], false)).toEqual([shared, shared, { id: 't' }]);
  });

  it('come once each where they may stand at several places', () => {
    expect(collectObjects(data, ['rows', '@', '@', 'to', '@'], true)).toEqual([shared, { id: 't' }]);
  });

  it('are the root for no path, and none where the way ends', () => {
    expect(collectObjects(data, [], false)).toEqual([data]);
    expect(collectObjects(data, ['nowhere', 'to'], false)).toEqual([]);
    expect(collectObjects(data, ['constructor'], false)).toEqual([]);
  });

  it('are told with every way that leads to them', () => {
    expect(placesOf(data, ['rows', '@', '@', 'to', '@'], (object) => object === shared)).toEqual([
      ['rows', 0, 0, 'to'],
      ['rows', 2, 0, 'to', 0],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { connection, decodeCursor, encodeCursor, pageOf } from '../../../subgraphs/shared/page';

interface Row {
  readonly _id: string;
  readonly on: string;
}
const rows: readonly Row[] = ['a', 'b', 'c'].map((_id, index) => ({ _id, on: `2024-10-0${index + 1}` }));
const positionOf = ({ on, _id }: Row) => ({ value: on, key: _id });

describe('a cursor', () => {
  it('gives back the position it was made of', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer()), fc.string(), (value, key) => {
        expect(decodeCursor(encodeCursor({ value, key }))).toEqual({ value, key });
      }),
    );
  });

  it('is text that needs no escaping in an address', () => {
    fc.assert(
      fc.property(fc.string(), (key) => {
        expect(encodeCursor({ value: '2024-10-17', key })).toMatch(/^[\w-]+$/);
      }),
    );
  });

  const position = (text: string): string => Buffer.from(text).toString('base64url');
  it.each(['', 'x', '{}', position('[]'), position('["a"]'), position('[null,"a"]'), position('["a",{"$gt":""}]')])(
    'is refused when no list gave it: %j',
    (text) => {
      expect(() => decodeCursor(text)).toThrow(/is not a cursor of this list/);
    },
  );
});

describe('a page', () => {
  it('goes on when one more row than asked for was read', () => {
    const page = pageOf(rows, { first: 2 }, positionOf);
    expect([page.rows.map(({ _id }) => _id), page.hasNextPage, page.hasPreviousPage]).toEqual([
      ['a', 'b'],
      true,
      false,
    ]);
  });

  it('ends when no more rows than asked for were read', () => {
    expect(pageOf(rows, { first: 3 }, positionOf).hasNextPage).toBe(false);
  });

  it('has something before it when it was asked for after a cursor', () => {
    expect(pageOf(rows, { first: 3, after: 'any' }, positionOf).hasPreviousPage).toBe(true);
  });

  it('counts nothing by itself and tells where it begins and ends', () => {
    let counted = 0;
    const told = connection(pageOf(rows, { first: 2 }, positionOf), () => (counted += 1));
    expect(told.nodes).toEqual(rows.slice(0, 2));
    expect(told.edges.map(({ cursor }) => decodeCursor(cursor).key)).toEqual(['a', 'b']);
    expect(decodeCursor(told.pageInfo.startCursor ?? '').key).toBe('a');
    expect(decodeCursor(told.pageInfo.endCursor ?? '')).toEqual({ value: '2024-10-02', key: 'b' });
    expect(counted).toBe(0);
  });

  it('has no cursors when it is empty', () => {
    expect(connection(pageOf<Row>([], { first: 5 }, positionOf), () => 0).pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });
});

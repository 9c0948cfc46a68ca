import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse } from 'graphql';

import { type KnownOperation, KnownOperations } from '../../../gateway/http/known-operations';

const schema = buildSchema('type Query { a: Int }');
const document = parse('{ a }');
const [operation] = document.definitions;

function known(): KnownOperation {
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation.');
  return { schema, document, operation, headers: {} };
}

describe('known operations', () => {
  it('are bounded: the query that came first goes first', () => {
    const operations = new KnownOperations();
    for (let number = 0; number <= 2_000; number += 1) operations.remember({ query: `{ a${number}: a }` }, '', known());
    expect(operations.find({ query: '{ a0: a }' }, '', schema)).toBeUndefined();
    expect(operations.find({ query: '{ a1: a }' }, '', schema)).toBeDefined();
  });

  it('do not grow by headers that a client makes up', () => {
    const operations = new KnownOperations();
    for (let number = 0; number < 100; number += 1) operations.remember({ query: '{ a }' }, `x/${number}`, known());
    const found = Array.from({ length: 100 }, (_, number) =>
      operations.find({ query: '{ a }' }, `x/${number}`, schema),
    );
    expect(found.filter((each) => each !== undefined).length).toBeLessThan(20);
  });

  it('are not long queries, and none asked with a long header', () => {
    const operations = new KnownOperations();
    for (const [query, accept] of [
      [`{ a ${'#'.repeat(40_000)}\n}`, ''],
      ['{ a }', 'x/'.repeat(1_000)],
    ] as const) {
      operations.remember({ query }, accept, known());
      expect(operations.find({ query }, accept, schema)).toBeUndefined();
    }
  });

  it('are of one schema', () => {
    const operations = new KnownOperations();
    operations.remember({ query: '{ a }' }, '', known());
    expect(operations.find({ query: '{ a }' }, '', buildSchema('type Query { a: Int }'))).toBeUndefined();
  });
});

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

  it('are not long queries', () => {
    const operations = new KnownOperations();
    const query = `{ a ${'#'.repeat(40_000)}\n}`;
    operations.remember({ query }, '', known());
    expect(operations.find({ query }, '', schema)).toBeUndefined();
  });

  it('are of one schema', () => {
    const operations = new KnownOperations();
    operations.remember({ query: '{ a }' }, '', known());
    expect(operations.find({ query: '{ a }' }, '', buildSchema('type Query { a: Int }'))).toBeUndefined();
  });
});

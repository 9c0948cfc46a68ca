import { describe, expect, it } from '@jest/globals';
import { buildSchema, Kind, parse } from 'graphql';

import { noCosts } from '../../../gateway/cost/costs';
import { type Execution, startExecution } from '../../../gateway/execute/execution';
import { joinText } from '../../../gateway/execute/json-text';
import { compileShape } from '../../../gateway/plan/compile-shape';
import { TypeRelations } from '../../../gateway/plan/type-relations';
import { shapeResponse } from '../../../gateway/shape/shape-response';

const schema = buildSchema(`
  type Query { rows: [Row] row: Row must: Row! any: [Any] }
  type Row { id: ID text: String strict: Int! row: Row }
  type Other { id: ID }
  union Any = Row | Other`);
const relations = new TypeRelations({ Any: ['Row', 'Other'] });
const sources = {
  schema,
  introspected: schema,
  relations,
  fieldNames: new Set(['id', 'text', 'row']),
  interfaceObjects: new Set<string>(),
  costs: noCosts,
  listSize: 10,
};

function shaped(query: string, data: object, more: Partial<Execution> = {}) {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation.');
  const execution = { ...startExecution(), data: data as Execution['data'], ...more };
  const { text, errors } = shapeResponse(execution, compileShape(operation, sources), {});
  return { text, errors: errors.map(({ path, extensions }) => [path, extensions.code]) };
}

describe('the answer', () => {
  it('has the asked fields in the asked order, and nothing else of the data', () => {
    const data = { row: { text: 't', id: '1', secret: 's', __typename: 'Row' } };
    expect(shaped('{ row { id text __typename } }', data)).toEqual({
      text: '{"row":{"id":"1","text":"t","__typename":"Row"}}',
      errors: [],
    });
  });

  it('tells every failing place of an object that stands at several', () => {
    const shared = { id: 1.5, text: 'ok' };
    const data = { rows: [shared, shared, { id: '2', text: 'ok' }] };
    expect(shaped('{ rows { id text } }', data, { hasShared: true })).toEqual({
      text: '{"rows":[{"id":null,"text":"ok"},{"id":null,"text":"ok"},{"id":"2","text":"ok"}]}',
      errors: [0, 1].map((index) => [['rows', index, 'id'], 'SUBGRAPH_INVALID_RESPONSE']),
    });
  });

  it('writes one object differently where it was asked differently', () => {
    const shared = { id: '1', text: 't' };
    const data = { rows: [shared], row: { row: shared } };
    expect(shaped('{ rows { id } row { row { text } } }', data, { hasShared: true }).text).toBe(
      '{"rows":[{"id":"1"}],"row":{"row":{"text":"t"}}}',
    );
  });

  it('is the same however long it is: many rows, long values, nulls between them, objects that repeat', () => {
    const long = 'é'.repeat(40_000);
    const shared = { id: 's', text: long };
    const rows = Array.from({ length: 3_000 }, (_, number) => {
      if (number % 7 === 0) return null;
      if (number % 500 === 1) return { id: String(number), text: long };
      return number % 11 === 0 ? shared : { id: String(number), text: number % 3 === 0 ? null : `row ${number}` };
    });
    const { text, errors } = shaped('{ rows { id text } row { text } }', { rows, row: shared }, { hasShared: true });
    expect(joinText(text)).toBe(JSON.stringify({ rows, row: { text: long } }));
    expect(errors).toEqual([]);
  });

  it('places an error by names where an alias was kept under another key, and ends it where nothing was asked', () => {
    const error = { subgraph: 's', message: 'm', code: 'LOST' };
    const data = { row: { a_text__named: null, row: null } };
    const { text, errors } = shaped('{ row { text: id row { id } } }', data, {
      errors: [
        { ...error, path: ['row', 'a_text__named'] },
        { ...error, path: ['row', 'row', 'required_0_posts', 3] },
      ],
    });
    expect(text).toBe('{"row":{"text":null,"row":null}}');
    expect(errors).toEqual([
      [['row', 'text'], 'LOST'],
      [['row', 'row'], 'LOST'],
    ]);
  });

  it('tells a reason once when a subgraph tells it twice', () => {
    const error = { subgraph: 's', message: 'm', code: undefined, path: ['row'] };
    expect(shaped('{ row { id } }', { row: null }, { errors: [error, error] }).errors).toEqual([
      [['row'], 'SUBGRAPH_ERROR'],
    ]);
  });

  it('is null as a whole when the root must not be', () => {
    expect(shaped('{ row { id } must { strict } }', { row: null, must: { strict: null } })).toEqual({
      text: 'null',
      errors: [[['must', 'strict'], 'SUBGRAPH_INVALID_RESPONSE']],
    });
  });

  it('gives an object of a union the fields of its type alone', () => {
    const data = { any: [{ __typename: 'Other', id: 'o' }, { __typename: 'Row', id: 'r', text: 't' }, { id: 'x' }] };
    expect(shaped('{ any { ... on Row { text } ... on Other { id } } }', data)).toEqual({
      text: '{"any":[{"id":"o"},{"text":"t"},null]}',
      errors: [[['any', 2], 'SUBGRAPH_INVALID_RESPONSE']],
    });
  });

  it('stays quick with as many errors as nulls', () => {
    const rows = Array.from({ length: 20_000 }, () => ({ text: null }));
    const errors = rows.map((_, index) => ({
      subgraph: 's',
      message: 'm',
      code: 'LOST',
      path: ['rows', index, 'text'],
    }));
    expect(shaped('{ rows { text } }', { rows }, { errors }).errors).toHaveLength(20_000);
  });
});

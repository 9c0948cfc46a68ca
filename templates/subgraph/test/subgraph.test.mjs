import assert from 'node:assert/strict';
import { test } from 'node:test';

import { signed, withSubgraph } from './ask.mjs';

const question = '{"query":"{ __typename }"}';

test('answers a request that is signed, once', () =>
  withSubgraph(async ({ post }) => {
    const headers = signed(question);
    assert.equal((await post(question, headers)).status, 200);
    assert.equal((await post(question, headers)).status, 401);
  }));

test('refuses what is not signed, signed for another or changed', () =>
  withSubgraph(async ({ post }) => {
    const refused = [
      await post(question, {}),
      await post(question, signed(question, 'other')),
      await post('{}', signed(question)),
    ];
    assert.deepEqual(
      refused.map(({ status, errors }) => [status, errors[0].extensions.code]),
      refused.map(() => [401, 'UNSIGNED_REQUEST']),
    );
  }));

test('gives entities in the order of their keys, null where there is none', () =>
  withSubgraph(async ({ ask }) => {
    const representations = ['R-102', 'R-999', 'R-101'].map((id) => ({ __typename: '__Type__Record', id }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on __Type__Record { id } } }';
    const { data } = await ask(query, { r: representations });
    assert.deepEqual(data._entities, [{ id: 'R-102' }, null, { id: 'R-101' }]);
  }));

test('reads the records of many areas at once', () =>
  withSubgraph(async ({ ask }) => {
    const representations = ['31.75.01', '31.75.02', '31.75.03'].map((code) => ({ __typename: 'Area', code }));
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Area { __field__Records { id } } } }';
    const { data, headers } = await ask(query, { r: representations });
    assert.deepEqual(
      data._entities.map((area) => area.__field__Records.length),
      [2, 2, 1],
    );
    assert.equal(headers.get('simpul-database-commands'), '1');
  }));

test('says what is wrong with a list that is too long', () =>
  withSubgraph(async ({ ask }) => {
    const { errors } = await ask('{ __field__Records(first: 101) { id } }');
    assert.deepEqual(
      [errors[0].message, errors[0].extensions.code],
      ['first: must be from 0 to 100.', 'BAD_USER_INPUT'],
    );
  }));

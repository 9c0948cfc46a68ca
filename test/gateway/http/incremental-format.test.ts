import { describe, expect, it } from '@jest/globals';

import { acceptsSingle, incrementalFormat } from '../../../gateway/http/incremental-format';

const pending = [{ id: '0', path: ['a', 1], label: undefined }];

/** Which of the two formats an `accept` header gets, by the first payload. */
function formatFor(accept: string | undefined): string | null {
  const format = incrementalFormat(accept);
  return format && ('pending' in format.first(pending) ? 'v0.2' : '20220824');
}

describe('the format of an answer in parts', () => {
  it.each([
    ['multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json;q=0.9', '20220824'],
    ['multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9', 'v0.2'],
    ['multipart/mixed; deferSpec=20220824; q=0.5, multipart/mixed; incrementalSpec=v0.2', 'v0.2'],
    ['multipart/mixed;deferSpec=20991231', null],
    ['multipart/mixed;deferSpec=20220824;q=0', null],
    ['multipart/mixed', null],
    ['*/*', null],
    [undefined, null],
  ])('is, for %s, %s', (accept, format) => {
    expect(formatFor(accept)).toBe(format);
  });
});

describe('an answer that is not in parts', () => {
  it('is taken by a client that does not say otherwise', () => {
    expect([undefined, '*/*', 'application/json', 'application/graphql-response+json'].map(acceptsSingle)).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(acceptsSingle('multipart/mixed;deferSpec=20220824')).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningGateway, runningGateway, stopGateways } from '../support/running-gateway';

// Rows of the threat table in docs/security.md, at the public endpoint.
let running: RunningGateway;
beforeAll(async () => {
  running = await runningGateway(() => ({ data: { a: 1, b: 2 } }));
});
afterAll(stopGateways);

async function send(body: string): Promise<{ status: number; code: string; text: string }> {
  const response = await fetch(running.gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const text = await response.text();
  return { status: response.status, code: JSON.parse(text).errors?.[0]?.extensions.code, text };
}

const ask = (query: string, variables?: object) => send(JSON.stringify({ query, variables }));
const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');

/** The operation is refused with a code, by a text that names what was found, and no subgraph is asked. */
async function expectRefusal(query: string, code: string): Promise<string> {
  running.subgraph.requests.length = 0;
  const told = await ask(query);
  expect([told.status, told.code]).toEqual([400, code]);
  expect(running.subgraph.requests).toEqual([]);
  return told.text;
}

describe('an operation that costs more than it may', () => {
  it('D1: 101 aliases are refused, 100 are answered', async () => {
    const aliases = (count: number): string => `{ a ${times(count, (index) => `x${index}: __typename`)} }`;
    expect(await expectRefusal(`{ ${times(101, (index) => `x${index}: a`)} }`, 'ALIASES_LIMIT')).toContain(
      '101 aliases',
    );
    expect((await ask(aliases(99))).status).toBe(200);
  });

  it('D1: by GET too, whatever else the address holds', async () => {
    const query = encodeURIComponent(`{ ${times(101, (index) => `x${index}: a`)} }`);
    // The last of these is no UTF-8 once it is read: a comment to GraphQL.
    for (const address of [`?query=${query}`, `?operationName=&query=${query}`, `?query=${query}%23%zz%ff`]) {
      const response = await fetch(running.gateway.url + address, { headers: { 'apollo-require-preflight': '1' } });
      const { errors } = (await response.json()) as any;
      expect([response.status, errors[0].extensions.code]).toEqual([400, 'ALIASES_LIMIT']);
    }
  });

  it.each([
    ['500 times the same', times(500, () => '__typename')],
    ['3,000 times a field', times(3_000, () => 'a')],
  ])('D2: %s is refused by the fields at its root', async (_, fields) => {
    await expectRefusal(`{ ${fields} }`, 'ROOT_FIELDS_LIMIT');
  });

  it('D2: fields in fragments are counted as if they were written out', async () => {
    const fragments = times(3, (index) => `fragment F${index} on Query { ${times(40, () => 'a')} }`);
    await expectRefusal(`{ ${times(3, (index) => `...F${index}`)} } ${fragments}`, 'ROOT_FIELDS_LIMIT');
  });

  it('D3: 500 directives are refused', async () => {
    await expectRefusal(`{ a ${times(500, () => '@include(if: true)')} }`, 'DIRECTIVES_LIMIT');
  });

  it('D4: a batch of operations is refused', async () => {
    const batch = JSON.stringify(Array.from({ length: 10 }, () => ({ query: '{ a }' })));
    const { status, code } = await send(batch);
    expect([status, code]).toEqual([400, 'BAD_REQUEST']);
  });

  it.each([
    ['two that spread each other', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    ['one that spreads itself', '{ ...A } fragment A on Query { a ...A }'],
    [
      'a ring of a hundred',
      `{ ...F0 } ${times(100, (index) => `fragment F${index} on Query { ...F${(index + 1) % 100} }`)}`,
    ],
  ])('D6: fragments in a circle are refused: %s', async (_, query) => {
    await expectRefusal(query, 'GRAPHQL_VALIDATION_FAILED');
  });

  it('D6: a chain of fragments as long as its tokens allow is refused, without a word of the engine', async () => {
    const chain = times(1_800, (index) => `fragment F${index} on Query { ...F${index + 1} }`);
    const text = await expectRefusal(`{ ...F0 } ${chain} fragment F1800 on Query { a }`, 'DEPTH_LIMIT');
    expect(text).toContain('200 are the most');
  });

  it('D8: what goes too deep is refused, through fragments too', async () => {
    const chain = times(40, (index) => `fragment F${index} on __Type { ofType { ...F${index + 1} } }`);
    const query = `{ __schema { types { ...F0 } } } ${chain} fragment F40 on __Type { name }`;
    expect(await expectRefusal(query, 'DEPTH_LIMIT')).toContain('30 are the most');
  });

  it('D9: 15,001 tokens are refused, and a body that is too large before it is read', async () => {
    await expectRefusal(`{ a } #\n ${times(15_001, () => 'a')}`, 'TOKENS_LIMIT');
    const { status, code } = await ask(`{ a } ${','.repeat(2_000_000)}`);
    expect([status, code]).toEqual([413, 'BODY_TOO_LARGE']);
  });

  it.each([
    ['selections', 5_000, '{ a '],
    ['selections', 50_000, '{a'],
    ['lists', 5_000, '['],
  ])('D10: brackets in brackets are refused without a word of the engine: %s, %i levels', async (_, levels, open) => {
    const query = open === '[' ? `{ a(x: ${open.repeat(levels)}` : open.repeat(levels);
    expect(await expectRefusal(query, 'DEPTH_LIMIT')).not.toMatch(/call stack/i);
  });

  it.each(['application/json', 'multipart/mixed; deferSpec=20220824', 'multipart/mixed; incrementalSpec=v0.2'])(
    'D20: an operation with many mistakes is told ten of them at most: %s',
    async (accept) => {
      const response = await fetch(running.gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept },
        body: JSON.stringify({ query: `{ ${times(90, (index) => `none${index}`)} }` }),
      });
      const text = await response.text();
      expect(text.match(/"message"/g)).toHaveLength(10);
      expect(text.length).toBeLessThan(4_096);
    },
  );
});

describe('a refusal', () => {
  it.each([
    ['a field', '{ aa }'],
    ['an argument', '{ __type(nam: "Query") { name } }'],
    ['a type', '{ ... on Quer { a } }'],
    ['a directive', '{ a @inclde(if: true) }'],
    ['a missing selection', '{ __schema }'],
    ['an input type', 'query ($v: Strin) { a }'],
  ])('L1: proposes no name: %s', async (_, query) => {
    const { status, text } = await ask(query);
    expect(status).toBe(400);
    expect(text).not.toContain('Did you mean');
  });

  it('L1: proposes no name for a value of a variable either', async () => {
    const { status, text } = await ask('query ($yes: Boolean!) { a @include(if: $yes) }', { yes: 'tru', yess: 1 });
    expect(status).toBe(400);
    expect(text).not.toContain('Did you mean');
  });
});

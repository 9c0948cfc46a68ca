import { once } from 'node:events';
import { request } from 'node:http';

import { composeServices } from '@apollo/composition';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse } from 'graphql';

import { unguarded } from '../../../common/csv-line';
import type { Canned } from '../../support/canned-subgraph';
import { readWorkbook } from '../../support/read-workbook';
import { type RunningGateway, runningGateway, stopGateways } from '../../support/running-gateway';

let running: RunningGateway;
let answers: Canned;

beforeAll(async () => {
  running = await runningGateway((...asked) => answers(...asked), {}, supergraph);
});
afterAll(stopGateways);

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { title: String rows: [Row] place: Place places: PlaceConnection any: [Any] }
  type Row { id: Int text: String big: Float flag: Boolean holder: Holder tags: [String] parts: [Part] }
  type Holder { name: String since: String }
  type Part { of: String }
  type Place { name: String rows: [Row] }
  type PlaceConnection { total: Int edges: [PlaceEdge] nodes: [Place] }
  type PlaceEdge { cursor: String node: Place }
  union Any = Row | Place
`;

function supergraph(url: string): string {
  const { supergraphSdl } = composeServices([{ name: 'things', url, typeDefs: parse(sdl) }]);
  if (supergraphSdl === undefined) throw new Error('does not compose');
  return supergraphSdl;
}

/** The gateway, over a subgraph that answers so. */
function over(answer: Canned): RunningGateway {
  answers = answer;
  running.subgraph.requests.length = 0;
  return running;
}
const overData = (data: object): RunningGateway => over(() => ({ data }));

interface Sent {
  readonly accept?: string;
  readonly address?: string;
  readonly headers?: Record<string, string>;
}

async function asTable(url: string, query: string, { accept = 'text/csv', address = '', headers = {} }: Sent = {}) {
  const response = await fetch(`${url}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept, ...headers },
    body: JSON.stringify({ query }),
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, text: bytes.toString() };
}

const bare = { address: '?header=none' };
const lines = (text: string): string[] => text.split('\r\n').slice(0, -1);

describe('an answer as CSV', () => {
  it('has the columns in the order of the operation, objects flattened, whatever the first rows hold', async () => {
    const { gateway } = overData({
      rows: [
        { holder: null, id: 1, text: null, tags: null },
        { holder: { since: '2024', name: 'A' }, id: 2, text: 'b', tags: ['x', 'y;z'] },
      ],
    });
    const { text, headers, status } = await asTable(
      gateway.url,
      '{ rows { holder { since name } id text tags } }',
      bare,
    );
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(lines(text)).toEqual(['holder.since,holder.name,id,text,tags', ',,1,,', '2024,A,2,b,x;y\\;z']);
  });

  it('has its columns where there is no row, and where the list is null', async () => {
    for (const rows of [[], null]) {
      const { gateway } = overData({ rows });
      const { text } = await asTable(gateway.url, '{ rows { id holder { name } } }', bare);
      expect(lines(text)).toEqual(['id,holder.name']);
    }
  });

  it('is one row where the answer has no list', async () => {
    const { gateway } = overData({ title: 'T', place: { name: 'P' } });
    const { text } = await asTable(gateway.url, '{ title place { name } }', bare);
    expect(lines(text)).toEqual(['title,place.name', 'T,P']);
  });

  it('M11: gives a spreadsheet no formula, and gives every text back as it was', async () => {
    const texts = [
      '=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      '@SUM(A1)',
      'a,b',
      'a "b"',
      'a\nb',
      '🙂',
      "'=1",
      'x'.repeat(100_000),
    ];
    const { gateway } = overData({ rows: texts.map((text) => ({ text, big: -6.2 })) });
    const { text } = await asTable(gateway.url, '{ rows { text big } }', bare);
    const read: string[][] = parseCsv(text, { record_delimiter: '\r\n' });
    expect(read.slice(1).map(([cell = '']) => unguarded(cell))).toEqual(texts);
    expect(read.slice(1, 5).map(([cell]) => cell?.[0])).toEqual(["'", "'", "'", "'"]);
    expect(read[1]?.[1]).toBe('-6.2');
  });

  it('begins with a byte order mark when it is asked for', async () => {
    const { gateway } = overData({ rows: [] });
    const { bytes } = await asTable(gateway.url, '{ rows { id } }', { address: '?header=none&bom=1' });
    expect(bytes.toString('hex').slice(0, 6)).toBe('efbbbf');
  });

  it('says in its header what it is, and what stands beside the rows, in lines that are no cells', async () => {
    const { gateway } = overData({ title: '=1+1,"x";y\n=2', rows: [{ id: 1, tags: [] }] });
    const { text } = await asTable(gateway.url, 'query Mine { title rows { id tags } }');
    const header = lines(text).filter((line) => line.startsWith('# '));
    expect(header.every((line) => !/[",;]/.test(line))).toBe(true);
    expect(header).toEqual(
      expect.arrayContaining([
        '# operation: Mine',
        expect.stringMatching(/^# operation digest: sha256 [0-9a-f]{64}$/),
        expect.stringMatching(/^# schema digest: sha256 [0-9a-f]{64}$/),
        expect.stringMatching(/^# answered at: \d{4}-/),
        '# rows: 1 of rows',
        '# from: things | title rows',
        '# value title: =1+1 x y =2',
        '# lists: parts are joined by semicolons',
      ]),
    );
    expect(lines(text).slice(header.length)).toEqual(['id,tags', '1,']);
  });

  it('is sent under a safe name', async () => {
    const { gateway } = overData({ rows: [] });
    const { headers } = await asTable(gateway.url, 'query Mine { rows { id } }');
    expect(headers.get('content-disposition')).toBe('attachment; filename="Mine.csv"');
  });

  it.each(['br', 'gzip'])('is compressed where %s is asked for', async (encoding) => {
    const { gateway } = overData({ rows: [{ id: 1 }] });
    const { text, headers } = await asTable(gateway.url, '{ rows { id } }', {
      ...bare,
      headers: { 'accept-encoding': encoding },
    });
    expect(headers.get('content-encoding')).toBe(encoding);
    expect(lines(text)).toEqual(['id', '1']);
  });
});

describe('which list makes the rows', () => {
  const row = (id: number) => ({ id });

  it('is named by rows, also through a connection’s edges', async () => {
    const { gateway } = overData({
      title: 'T',
      rows: [row(9)],
      places: { total: 1, edges: [{ cursor: 'c', node: { name: 'P', rows: [row(1), row(2)] } }] },
    });
    const query = '{ title rows { id } places { total edges { cursor node { name rows { id } } } } }';
    const { text } = await asTable(gateway.url, query, { address: '?rows=places.edges.node.rows' });
    const table = lines(text).filter((line) => !line.startsWith('# '));
    expect(table).toEqual(['cursor,name,rows.id', 'c,P,1', 'c,P,2']);
    expect(text).toContain('# left out: rows: a list beside the rows');
    expect(text).toContain('# value places.total: 1');
  });

  it('is found within what rows names, when it is the only one there', async () => {
    const { gateway } = overData({ rows: [], places: { nodes: [{ name: 'P' }] } });
    const query = '{ rows { id } places { nodes { name } } }';
    const { text } = await asTable(gateway.url, query, { address: '?header=none&rows=places' });
    expect(lines(text)).toEqual(['name', 'P']);
  });

  it('is of several types at once, each column once', async () => {
    const { gateway } = overData({
      any: [
        { __typename: 'Place', name: 'P' },
        { __typename: 'Row', id: 1 },
      ],
    });
    const { text } = await asTable(gateway.url, '{ any { __typename ... on Row { id } ... on Place { name } } }', bare);
    expect(lines(text)).toEqual(['__typename,name,id', 'Place,P,', 'Row,,1']);
  });

  it.each([
    ['{ rows { id } places { nodes { name } } }', '', 'rows=rows or places.nodes'],
    ['{ places { nodes { name rows { id } } } }', '', 'rows=places.nodes.rows, or leave it out'],
    ['{ rows { id } }', '&rows=none', 'Its lists are rows.'],
    ['{ title }', '&rows=title', 'It has none.'],
  ])('%s%s is refused before anything is asked, with what to do', async (query, rows, told) => {
    const { gateway, subgraph } = overData({});
    const { status, text, headers } = await asTable(gateway.url, query, { address: `?format=csv${rows}` });
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/json');
    const [error] = JSON.parse(text).errors;
    expect(error.extensions.code).toBe('TABLE_REFUSED');
    expect(error.message).toContain(told);
    expect(subgraph.requests).toEqual([]);
  });

  it.each(['?format=pdf', '?format=csv&bom=2', '?format=csv&header=no', '?format=xlsx&bom=1'])(
    'cannot be asked for by %s',
    async (address) => {
      const { gateway } = overData({ rows: [] });
      const { status, text } = await asTable(gateway.url, '{ rows { id } }', { address, accept: '*/*' });
      expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, 'BAD_REQUEST']);
    },
  );
});

describe('an answer that is partly missing', () => {
  const partly: Canned = () => ({
    data: { title: null, rows: [{ id: 1, text: null }] },
    errors: [{ message: 'secret', path: ['rows', 0, 'text'] }],
  });

  it('says so at its beginning and at its end, without the header too', async () => {
    const { gateway } = over(partly);
    const incomplete =
      '# incomplete: SUBGRAPH_ERROR | subgraph things | at rows.0.text | A subgraph could not answer this field.';
    const whole = lines((await asTable(gateway.url, '{ title rows { id text } }')).text);
    expect([whole[0], whole.at(-1)]).toEqual([incomplete, incomplete]);
    expect(whole).toContain('# empty: rows.text: unavailable | 1 times');
    const { text } = await asTable(gateway.url, '{ title rows { id text } }', bare);
    expect(lines(text)).toEqual(['id,text', '1,', incomplete]);
    const ndjson = await asTable(gateway.url, '{ title rows { id text } }', {
      ...bare,
      accept: 'application/x-ndjson',
    });
    expect(
      ndjson.text
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    ).toEqual([{ id: 1, text: null }, { '#': { incomplete: incomplete.slice('# incomplete: '.length) } }]);
  });

  it('is an error in JSON where no row could be had', async () => {
    const { gateway } = over((_, response) => void response.writeHead(500).end());
    const { status, text } = await asTable(gateway.url, '{ rows { id } }');
    expect(status).toBe(502);
    expect(JSON.parse(text)).toMatchObject({ data: null, errors: [{ extensions: { code: 'SUBGRAPH_HTTP_ERROR' } }] });
  });

  it('is an error in JSON where the operation is none', async () => {
    const { gateway } = overData({});
    const { status, text } = await asTable(gateway.url, '{ none }');
    expect(status).toBe(400);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('an answer as NDJSON', () => {
  it('is an object on each line, its values as JSON has them, behind what it is', async () => {
    const { gateway } = overData({ rows: [{ id: 1, flag: true, tags: ['a'], holder: null }] });
    const { text, headers } = await asTable(gateway.url, '{ rows { id flag tags holder { name } } }', {
      accept: '*/*',
      address: '?format=ndjson',
    });
    expect(headers.get('content-type')).toContain('application/x-ndjson');
    const [about, ...rows] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(about['#']).toMatchObject({ operation: 'unnamed', rows: '1 of rows' });
    expect(rows).toEqual([{ id: 1, flag: true, tags: ['a'], 'holder.name': null }]);
  });
});

describe('an answer as XLSX', () => {
  it('has a sheet of rows and one about them; texts are texts, cells that are too long are cut and told of', async () => {
    const long = 'x'.repeat(40_000);
    const { gateway } = overData({
      rows: [
        { id: -1, text: '=HYPERLINK("x")', flag: false },
        { id: 2, text: 'a<b>&"c"\n🙂\u0001_x0041_', flag: null },
        { id: 3, text: long, flag: true },
      ],
    });
    const { bytes, headers } = await asTable(gateway.url, 'query Mine { rows { id text flag } }', {
      accept: '*/*',
      address: '?format=xlsx',
    });
    expect(headers.get('content-disposition')).toBe('attachment; filename="Mine.xlsx"');
    const { Rows = [], About = [] } = await readWorkbook(bytes);
    expect(Rows).toEqual([
      ['id', 'text', 'flag'],
      ['-1', '=HYPERLINK("x")', 'false'],
      ['2', 'a<b>&"c"\n🙂\u0001_x0041_'],
      ['3', long.slice(0, 32_767), 'true'],
      [expect.stringContaining('# cut: 1 cells')],
    ]);
    expect(About).toEqual(
      expect.arrayContaining([
        ['operation', 'Mine'],
        ['cut', expect.stringContaining('1 cells')],
      ]),
    );
  });
});

describe('a large table', () => {
  it('of 7,000 rows comes whole', async () => {
    const rows = Array.from({ length: 7_000 }, (_, id) => ({ id, text: `row ${id}`, holder: { name: 'n' } }));
    const { gateway } = overData({ rows });
    const { text } = await asTable(gateway.url, '{ rows { id text holder { name } } }', bare);
    expect(lines(text).slice(1)).toEqual(rows.map(({ id, text: told }) => `${id},${told},n`));
  });

  it('whose client leaves in the middle holds nobody else up', async () => {
    const rows = Array.from({ length: 50_000 }, (_, id) => ({ id, text: 'x'.repeat(200) }));
    const { gateway } = overData({ rows });
    const asked = request(`${gateway.url}?format=csv`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    asked.end(JSON.stringify({ query: '{ rows { id text } }' }));
    const [answer] = await once(asked, 'response');
    await once(answer, 'data');
    answer.destroy();
    expect(lines((await asTable(gateway.url, '{ rows { id } }', bare)).text)).toHaveLength(50_001);
  });
});

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { type RunningGraph, runningGraph } from '../support/running-graph';
import { endAll, simpul } from '../support/simpul-process';

let graph: RunningGraph;
let folder: string;
const servers: Server[] = [];
beforeAll(async () => {
  graph = await runningGraph();
  folder = await mkdtemp(join(tmpdir(), 'simpul-query-'));
}, 120_000);
afterEach(endAll);
afterAll(async () => {
  for (const server of servers) server.close();
  await graph.stop();
  await rm(folder, { recursive: true });
});

const villages = `query Villages($within: AreaCode!, $after: String) {
  areas(within: $within, level: VILLAGE, first: 20, after: $after) {
    nodes { code name permitSignals(months: 1) { lodgingsNotReporting { denominator } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

async function fileOf(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

const run = (command: string, ...args: string[]) => simpul([command, ...args], { GATEWAY_URL: graph.gateway.url });

describe('simpul query', () => {
  it('writes the answer as JSON, exit 0', async () => {
    const file = await fileOf('one.graphql', 'query ($code: AreaCode!) { area(code: $code) { name } }');
    const ended = run('query', file, '-v', 'code=31.75.03', '--as', 'analyst');
    expect(await ended.ended).toBe(0);
    expect(JSON.parse(ended.output())).toEqual({ data: { area: { name: 'Jatinegara' } } });
  });

  it('walks all pages into one table, exit 0', async () => {
    const file = await fileOf('villages.graphql', villages);
    const output = join(folder, 'villages.csv');
    const rows = 'areas.nodes.permitSignals';
    const ended = run('query', file, '-v', 'within=31.75', '--all', '--rows', rows, '--as', 'analyst', '-o', output);
    expect(await ended.ended).toBe(0);
    expect(ended.output()).toBe(`65 rows of 4 pages in ${output}.\n`);
    const table = (await readFile(output, 'utf8'))
      .split('\r\n')
      .filter((line) => line !== '' && !line.startsWith('# '));
    expect(table[0]).toBe('code,name,permitSignals.lodgingsNotReporting.denominator');
    const codes = table.slice(1).map((line) => line.split(',')[0]);
    expect(codes).toHaveLength(65);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('tells what is missing, exit 1', async () => {
    const file = await fileOf(
      'missing.graphql',
      '{ area(code: "31.75") { name shelters { nodes { id village { code } } } } }',
    );
    const ended = run('query', file, '--as', 'analyst', '--format', 'csv', '--json');
    expect(await ended.ended).toBe(1);
    const report = JSON.parse(ended.errors());
    expect(report.incomplete[0]).toContain('UNAUTHORIZED_FIELD_OR_TYPE');
    expect(report).toMatchObject({ format: 'csv', pages: 1, file: null });
  });

  it('leaves no file where the gateway refuses, exit 2', async () => {
    const file = await fileOf('refused.graphql', '{ area(code: "31.75") { nothing } }');
    const ended = run('query', file, '--as', 'analyst', '-o', join(folder, 'refused.xlsx'));
    expect(await ended.ended).toBe(2);
    expect(ended.errors()).toContain('Cannot query field');
    expect((await readdir(folder)).filter((name) => name.startsWith('refused.xlsx'))).toEqual([]);
  });

  it.each([
    ['{ a', [], 'Syntax Error'],
    ['{ a }', ['-v', 'b=1'], 'the operation has these variables: none'],
    ['query ($n: Int) { a(n: $n) }', ['-v', 'n=many'], '-v n=many: it must be JSON'],
    ['{ a }', ['--all'], '--all writes csv or ndjson'],
    ['{ a }', ['--all', '--format', 'csv'], '0 fields take after: $variable'],
    [
      'query ($c: ID) { a(after: $c) { nodes { b } } }',
      ['--all', '--format', 'csv'],
      'needs pageInfo { hasNextPage endCursor } in a',
    ],
  ])('does not take %s with %j, exit 64', async (text, args, told) => {
    const ended = run('query', await fileOf('wrong.graphql', text), ...args);
    expect(await ended.ended).toBe(64);
    expect(ended.errors()).toContain(told);
  });

  it('waits as long as the gateway says when the budget is spent, and goes on', async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      if (requests === 1) response.writeHead(429, { 'retry-after': '1' }).end('{}');
      else response.end('{"data":{"a":1}}');
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
    const ended = simpul(['query', await fileOf('a.graphql', '{ a }')], { GATEWAY_URL: url });
    expect(await ended.ended).toBe(0);
    expect(ended.errors()).toContain('the budget is spent; waiting 1 s');
    expect(ended.output()).toBe('{"data":{"a":1}}\n');
  });
});

describe('simpul explain', () => {
  it('tells the plan in words and the cost, exit 0', async () => {
    const ended = run('explain', await fileOf('villages.graphql', villages), '-v', 'within=31.75', '--as', 'analyst');
    expect(await ended.ended).toBe(0);
    expect(ended.output()).toMatch(
      /^1\. Ask stability .* for areas\.\n2\. Ask permits .* for permitSignals of areas\.nodes\.\nEstimated cost: \d+ points; 100000 are the most\.\n$/,
    );
  });

  it('tells what would be left out, exit 1; as JSON where that is asked for', async () => {
    const file = await fileOf('denied.graphql', '{ area(code: "31.75") { name lodgings { nodes { id } } } }');
    const ended = run('explain', file, '--as', 'analyst', '--json');
    expect(await ended.ended).toBe(1);
    expect(JSON.parse(ended.output()).dropped).toEqual([
      { path: 'area.lodgings', because: 'your token needs the scope permit:read.' },
    ]);
  });
});

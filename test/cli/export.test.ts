import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
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
  folder = await mkdtemp(join(tmpdir(), 'simpul-export-'));
}, 120_000);
afterEach(endAll);
afterAll(async () => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
  await graph.stop();
  await rm(folder, { recursive: true });
});

const run = (...args: string[]) => simpul(['export', ...args], { GATEWAY_URL: graph.gateway.url });

/** A gateway that answers each request by its number. */
async function gatewayThat(answer: (request: number) => { status: number; body: object | null }): Promise<string> {
  let requests = 0;
  const server = createServer((_request, response) => {
    const { status, body } = answer((requests += 1));
    // null is an answer that never comes.
    if (body !== null) response.writeHead(status, { 'retry-after': '1' }).end(JSON.stringify(body));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

const page = (hasNextPage: boolean) => ({
  data: { area: { list: { nodes: [{ id: 'POL-1', kind: '=1+1' }], pageInfo: { hasNextPage, endCursor: 'c' } } } },
});

describe('simpul export', () => {
  it('writes the file and tells how many rows, exit 0', async () => {
    const file = join(folder, 'incidents.csv');
    const ended = run('incidents', '--within', '31.75.03', '--as', 'kesbangpol-officer', '-o', file);
    expect(await ended.ended).toBe(0);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
    expect(ended.output()).toBe(`${lines.length - 1} rows of incidents in ${file}.\n`);
    expect(lines[0]).toBe(
      'incident_number,event_type,sub_event_type,severity,occurred_on,reported_on,closed_on,area_code,shelter_relation',
    );
  });

  it('writes to standard output, and the report beside it', async () => {
    const ended = run('elections', '--as', 'analyst', '--format', 'ndjson', '--json');
    expect(await ended.ended).toBe(0);
    expect(JSON.parse(ended.output())).toMatchObject({ election: 'pilkada-dki-2024', voting_day: '2024-11-27' });
    expect(JSON.parse(ended.errors())).toMatchObject({ kind: 'elections', file: null, rows: 1, deniedColumns: [] });
  });

  it('says what is not in the file, exit 1', async () => {
    const ended = run('shelters', '--within', '31.75', '--as', 'analyst', '-o', join(folder, 'shelters.csv'));
    expect(await ended.ended).toBe(1);
    expect(ended.output()).toContain('Without column area_code: Unauthorized field or type: your token needs');
  });

  it('refuses what the asker may not see, exit 2, and leaves no file', async () => {
    const ended = run('permits', '--within', '31.75.03', '--as', 'analyst', '-o', join(folder, 'permits.csv'));
    expect(await ended.ended).toBe(2);
    expect(ended.errors()).toBe(
      'simpul: 31.75.03: Unauthorized field or type: your token needs the scope permit:person.\n',
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('permits'))).toEqual([]);
  });

  it.each([
    [['visas'], 'Allowed choices are permits,'],
    [['permits', '--month', '2024-13'], '2024-13 must be a calendar month'],
    [['permits', '--since', '2024-10'], '--since and --until must be given together'],
    [['permits', '--within', '3175'], '--within 3175: it must be an area code such as 31.75'],
    [['refugees'], 'refugees: cases are not listed by area'],
    [['area-figures', '--month', '2024-10'], 'area-figures: --month, --since or --until does nothing here'],
    [['permits', '--level', 'village'], 'permits: --level does nothing here, since records are listed'],
    [['incidents', '--cases', 'cases.txt'], 'incidents: --cases does nothing here'],
  ])('does not take %j, exit 64', async (args, told) => {
    const ended = run(...args);
    expect(await ended.ended).toBe(64);
    expect(ended.errors()).toContain(told);
    expect(ended.output()).toBe('');
  });

  it('waits as long as the gateway says when the budget is spent, and goes on; no cell is a formula', async () => {
    const url = await gatewayThat((request) =>
      request === 2 ? { status: 429, body: {} } : { status: 200, body: page(request === 1) },
    );
    const ended = simpul(['export', 'political-events', '--within', '31.75'], { GATEWAY_URL: url });
    expect(await ended.ended).toBe(0);
    expect(ended.errors()).toContain('the budget is spent; waiting 1 s');
    expect(ended.output().split('\r\n').slice(1, 3)).toEqual([`POL-1,"'=1+1",,`, `POL-1,"'=1+1",,`]);
  });

  it('leaves nothing when it is interrupted, exit 2', async () => {
    let asked: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (asked = resolve));
    const url = await gatewayThat((request) => {
      if (request === 2) asked();
      return { status: 200, body: request === 2 ? null : page(true) };
    });
    const file = join(folder, 'events.csv');
    const ended = simpul(['export', 'political-events', '--within', '31.75', '-o', file], { GATEWAY_URL: url });
    await waiting;
    expect((await readdir(folder)).filter((name) => name.startsWith('events'))).toEqual([
      expect.stringMatching(/\.part$/),
    ]);
    ended.child.kill('SIGTERM');
    expect(await ended.ended).toBe(2);
    expect(ended.errors()).toBe('simpul: interrupted; no file was written\n');
    expect((await readdir(folder)).filter((name) => name.startsWith('events'))).toEqual([]);
  });
});

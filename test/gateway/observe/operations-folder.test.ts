import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { OperationCounts } from '../../../gateway/observe/operation-counts';
import { runningGateway, stopGateways } from '../../support/running-gateway';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-operations-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('OPERATIONS_FOLDER', () => {
  it('gets which operations were asked, how often, without a value that a client wrote', async () => {
    const reports = join(folder, 'reports');
    const running = await runningGateway(() => ({ data: { a: 1 } }), { OPERATIONS_FOLDER: reports });
    const query = 'query One { a @include(if: true) x: __type(name: "Siti Aminah") { name } }';
    for (let at = 0; at < 3; at += 1) await running.ask(query);
    await running.ask('{ nothing }');
    await stopGateways();
    const [name = ''] = readdirSync(reports);
    const lines = readFileSync(join(reports, name), 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        text: expect.stringContaining('query One'),
        client: 'anonymous',
        calls: 3,
        lastSeen: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      },
    ]);
    expect(lines[0]).not.toContain('Siti');
    expect(statSync(join(reports, name)).mode & 0o077).toBe(0);
  });
});

describe('counts of operations', () => {
  it('are of one operation each, with the fragments that it uses', () => {
    const counts = new OperationCounts(() => 0);
    const document = parse('query A { ...F } query B { b(c: 5) } fragment F on Query { a }');
    const [a, b] = document.definitions as any[];
    counts.note(document, a, 'map');
    counts.note(document, b, 'map');
    counts.note(document, b, 'print');
    counts.note(document, b, 'map');
    const told = counts.take().map(({ text, client, calls }) => [text.replaceAll(/\s+/g, ' '), client, calls]);
    expect(told).toEqual([
      ['query A { ...F } fragment F on Query { a }', 'map', 1],
      ['query B { b(c: 0) }', 'map', 2],
      ['query B { b(c: 0) }', 'print', 1],
    ]);
    expect(counts.take()).toEqual([]);
  });

  it('do not grow without bound', () => {
    const counts = new OperationCounts();
    const document = parse('{ a }');
    const operation = document.definitions[0] as any;
    for (let at = 0; at < 6_000; at += 1) counts.note(document, { ...operation }, 'map');
    for (let at = 0; at < 200; at += 1) counts.note(document, operation, `client ${at}`);
    expect(counts.take().length).toBeLessThanOrEqual(5_100);
  });
});

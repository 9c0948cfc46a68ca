import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { signIn } from '../../cli/sign-in';
import { projectRoot } from '../../common/project-root';
import { districtsOf } from '../../examples/dashboard-client/districts';
import { randomDemonstrationKey } from '../../gateway/auth/demonstration-key';
import type { RunningGateway } from '../../gateway/gateway';
import { runGateway } from '../../gateway/main';

const folder = join(projectRoot, 'examples', 'dashboard-client');
const node = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: folder });
const tsc = (...args: string[]) => node(join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc'), ...args);

let gateway: RunningGateway;
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'simpul-client-'));
  gateway = await runGateway({
    GATEWAY_PORT: '0',
    DEMONSTRATION_KEY: randomDemonstrationKey(),
    AUDIT_FOLDER: join(scratch, 'audit'),
    AUDIT_KEY: randomBytes(32).toString('base64url'),
  });
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await rm(scratch, { recursive: true });
});

describe('the dashboard client', () => {
  it('has the schema that the gateway shows an analyst, and types made of it (UPDATE_DOCS=1 writes them anew)', async () => {
    const { token } = await signIn(gateway.url, 'analyst');
    const address = gateway.url.replace('/graphql', '/schema.graphql');
    const sdl = await (await fetch(address, { headers: { authorization: `Bearer ${token}` } })).text();
    const schema = join(folder, 'schema.graphql');
    if (process.env.UPDATE_DOCS) await writeFile(schema, sdl);
    expect(await readFile(schema, 'utf8')).toBe(sdl);
    const types = join(folder, 'graphql-env.d.ts');
    const made = process.env.UPDATE_DOCS ? types : join(scratch, 'graphql-env.d.ts');
    const cli = join(projectRoot, 'node_modules', 'gql.tada', 'bin', 'cli.js');
    await node(cli, 'generate-output', '-c', join(folder, 'tsconfig.json'), '-o', made);
    expect(await readFile(types, 'utf8')).toBe(await readFile(made, 'utf8'));
  });

  it('compiles as strict TypeScript', async () => {
    const { stdout } = await tsc('-p', 'tsconfig.json');
    expect(stdout).toBe('');
  });

  it('would not compile with a field that is not in the schema', async () => {
    const wrong = join(folder, 'wrong.ts');
    const text = await readFile(join(folder, 'districts.ts'), 'utf8');
    await writeFile(wrong, text.replace('stability?.index', 'stability?.holder'));
    try {
      await expect(tsc('-p', 'tsconfig.json')).rejects.toMatchObject({
        stdout: expect.stringContaining("Property 'holder' does not exist"),
      });
    } finally {
      await rm(wrong);
    }
  });

  it('shows the districts by their index, those without one last, and keeps what came when an agency is away', async () => {
    const district = (code: string, index: number | null) => ({
      code,
      name: `District ${code}`,
      stability: index === null ? null : { month: '2024-10', index, level: 'NORMAL' },
    });
    const answer = {
      data: { areas: { nodes: [district('1', 2), district('2', null), district('3', 5)] } },
      errors: [{ message: 'away', extensions: { code: 'SUBGRAPH_TIMEOUT' } }],
      extensions: { degraded: ['permits'] },
    };
    const send = () => Promise.resolve(Response.json(answer));
    const rows = await districtsOf({ url: 'http://gateway.example/graphql', token: 't', send }, '31.75');
    expect(rows.map(({ code, index }) => [code, index])).toEqual([
      ['3', 5],
      ['1', 2],
      ['2', null],
    ]);
  });
});

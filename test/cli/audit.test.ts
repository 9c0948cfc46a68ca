import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { newFolder } from '../gateway/audit/support';
import { endAll, simpul } from '../support/simpul-process';

const key = randomBytes(32).toString('base64url');

/** A process that logs accesses without end, or so many, and tells when the first is kept. */
const writer = `
const { createAuditLog } = require('./dist/gateway/audit/create-audit-log.js');
const { auditSettings } = require('./dist/gateway/audit/audit-settings.js');
const { readSettings } = require('./dist/common/settings.js');
const [viewer, count] = process.argv.slice(1);
(async () => {
  const log = await createAuditLog(readSettings(auditSettings, process.env), () => undefined);
  for (let at = 1; at <= Number(count); at += 1) {
    await log.append({ viewer, agency: 'IMMIGRATION', purpose: 'permit-renewal', operation: 'ab', coordinates: ['StayPermit.holder'], keys: ['StayPermit:IMG-1'], requestId: String(at) });
    if (at <= 20) console.log('kept', at);
  }
  await log.close();
})();
`;

const children: ChildProcess[] = [];

function write(folder: string, viewer: string, count: number): ChildProcess {
  const child = spawn(process.execPath, ['-e', writer, viewer, String(count)], {
    cwd: projectRoot,
    env: { PATH: process.env.PATH, AUDIT_FOLDER: folder, AUDIT_KEY: key },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await endAll();
});

async function run(args: readonly string[], env: Record<string, string> = { AUDIT_KEY: key }) {
  const command = simpul(['audit', ...args], env);
  return { code: await command.ended, output: command.output(), errors: command.errors() };
}

describe('M12: simpul audit', () => {
  it('finds the chains of two processes at once whole, and who saw a record in both', async () => {
    const folder = newFolder();
    const both = [write(folder, 'test:one', 200), write(folder, 'test:two', 200)];
    await Promise.all(both.map((child) => once(child, 'exit')));
    const verified = await run(['verify', '--folder', folder]);
    expect(verified).toMatchObject({ code: 0, output: '2 chains, 400 entries checked: all as written.\n' });
    const seen = await run(['who-saw', 'StayPermit:IMG-1', '--folder', folder, '--json']);
    const { accesses } = JSON.parse(seen.output) as { accesses: { viewer: string }[] };
    expect(accesses.filter(({ viewer }) => viewer === 'test:one')).toHaveLength(200);
    expect(accesses).toHaveLength(400);
  }, 60_000);

  it('has every entry that was told as kept by a process that was killed, and a new chain goes on', async () => {
    const folder = newFolder();
    const child = write(folder, 'test:killed', 1_000_000);
    let told = '';
    child.stdout?.on('data', (part: Buffer) => (told += part.toString()));
    while (!told.includes('kept 20')) await once(child.stdout ?? child, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    await once(write(folder, 'test:next', 3), 'exit');
    const { code, output } = await run(['verify', '--folder', folder, '--json']);
    expect({ code, findings: (JSON.parse(output) as { findings: unknown[] }).findings }).toEqual({
      code: 0,
      findings: [],
    });
    expect((JSON.parse(output) as { entries: number }).entries).toBeGreaterThanOrEqual(23);
  }, 60_000);

  it('names what was changed and exits 1; a table says who saw a record', async () => {
    const folder = newFolder();
    await once(write(folder, 'test:\u001b[31mone', 3), 'exit');
    const table = await run(['who-saw', 'StayPermit:IMG-1', '--folder', folder]);
    expect(table.output).toMatch(
      /^time +viewer +agency +purpose +coordinates\n\S+Z {2}test:\\u001b\[31mone {2}IMMIGRATION {2}/,
    );
    const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.jsonl')) ?? '');
    writeFileSync(file, readFileSync(file, 'latin1').replace('"seq":2,"time":"2', '"seq":2,"time":"3'), 'latin1');
    const { code, output } = await run(['verify', '--folder', folder]);
    expect(code).toBe(1);
    expect(output).toMatch(
      /^changed +\S+ entry 2 {2}the entry is not as it was written \(line 3\)\n1 chains, 2 entries/,
    );
  }, 60_000);

  it('says in one line what it lacks', async () => {
    const folder = newFolder();
    const noKey = await run(['verify', '--folder', folder], {});
    expect(noKey.code).toBe(2);
    expect(noKey.errors).toMatch(/^simpul: AUDIT_KEY is not set and .*audit\.key is not there; set AUDIT_KEY .*\n$/);
    expect(await run(['verify', '--folder', join(folder, 'none')])).toMatchObject({ code: 2 });
    expect(await run(['who-saw', 'IMG-1', '--folder', folder])).toMatchObject({ code: 64 });
    expect((await run(['--help'])).output).toContain('who-saw');
  }, 60_000);
});

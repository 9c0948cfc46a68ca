import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterEach, describe, expect, it } from '@jest/globals';

import { type AuditLog } from '../../../gateway/audit/audit-log';
import { ChainFile } from '../../../gateway/audit/chain-file';
import { Copier } from '../../../gateway/audit/copier';
import type { Entry, Head } from '../../../gateway/audit/entry';
import { verifyAudit } from '../../../gateway/audit/verify-audit';
import { whoSaw } from '../../../gateway/audit/who-saw';
import { accessTo, auditKey, closeLogs, newFolder, openLog } from './support';

/** A log of which file and MongoDB can be made to fail. */
async function breakable(mode: 'refuse' | 'spool', hasCopy = true) {
  const folder = newFolder();
  const broken = { file: false, mongo: false };
  const copied: Entry[] = [];
  const writes: number[] = [];
  const told: string[] = [];
  const { file, head } = await ChainFile.begin(folder, auditKey);
  const copier = new Copier({
    insert: (entries) => {
      if (broken.mongo) return Promise.reject(new TypeError('mongodb://root:secret@host'));
      copied.push(...entries);
      return Promise.resolve();
    },
    catchUp: () => Promise.resolve(),
  });
  const append = (lines: readonly string[], next: Head): Promise<void> => {
    writes.push(lines.length);
    if (broken.file) return Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' }));
    return file.append(lines, next);
  };
  const log = await openLog(folder, {
    file: { append, close: () => file.close() },
    head,
    mode,
    copier: hasCopy ? copier : null,
    log: (line) => told.push(line),
  });
  const state = async () => {
    const { entries, findings } = await verifyAudit(folder, auditKey);
    return { filed: entries, findings, copied: copied.map(({ seq }) => seq) };
  };
  return { folder, log, broken, writes, told, state };
}

afterEach(closeLogs);

const look = (log: AuditLog): Promise<void> => log.append(accessTo('StayPermit:IMG-1'));
const refusal = { extensions: { code: 'AUDIT_UNAVAILABLE', http: { status: 503 } } };

describe('M12: writing the audit log', () => {
  it('writes all accesses of one moment together, and those that come meanwhile together after it', async () => {
    const { log, writes, state } = await breakable('refuse');
    const first = Array.from({ length: 50 }, () => look(log));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.all([...first, ...Array.from({ length: 30 }, () => look(log))]);
    expect(writes).toEqual([50, 30]);
    expect(await state()).toMatchObject({
      filed: 80,
      findings: [],
      copied: Array.from({ length: 80 }, (_, at) => at + 1),
    });
  });

  it('resolves only when the entry is in the file', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    for (let count = 1; count <= 5; count += 1) {
      await look(log);
      const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.jsonl'));
      expect(readFileSync(join(folder, name), 'latin1').split('\n')).toHaveLength(count + 2);
    }
    await log.close();
  });

  it('keeps no key of a record, and finds it again', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    await log.append(accessTo('StayPermit:IMG-1', 'StayPermit:IMG-2'));
    await log.append({ ...accessTo('StayPermit:IMG-2'), viewer: 'test:other' });
    await log.close();
    const text = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
    const written = text.join('').replaceAll(/"requestId":"[^"]*"/g, '');
    expect(written).not.toContain('IMG-');
    const viewers = async (key: string) => (await whoSaw(folder, key, auditKey)).accesses.map(({ viewer }) => viewer);
    expect(await viewers('StayPermit:IMG-1')).toEqual(['test:officer']);
    expect(await viewers('StayPermit:IMG-2')).toEqual(['test:officer', 'test:other']);
    expect(await viewers('StayPermit:IMG-3')).toEqual([]);
  });

  it.each([
    ['refuse' as const, false],
    ['refuse' as const, true],
    ['spool' as const, false],
  ])(
    'refuses when the file cannot be written (%s, with MongoDB: %s), and goes on when it can',
    async (mode, hasCopy) => {
      const { log, broken, told, state } = await breakable(mode, hasCopy);
      await look(log);
      broken.file = true;
      for (let time = 0; time < 3; time += 1) await expect(look(log)).rejects.toMatchObject(refusal);
      broken.file = false;
      await look(log);
      expect(await state()).toMatchObject({ filed: 2, findings: [], copied: hasCopy ? [1, 2] : [] });
      expect(told).toEqual([
        expect.stringContaining('cannot be written to the file (ENOSPC)'),
        'The audit log is written to the file again.',
      ]);
    },
  );

  it('refuses when MongoDB cannot be written, however often it is asked, and writes no longer files for it', async () => {
    const { log, broken, told, state } = await breakable('refuse');
    await look(log);
    broken.mongo = true;
    for (let time = 0; time < 5; time += 1) await expect(look(log)).rejects.toMatchObject(refusal);
    expect(await state()).toMatchObject({ filed: 2, copied: [1] });
    broken.mongo = false;
    await look(log);
    expect(await state()).toMatchObject({ filed: 3, findings: [], copied: [1, 2, 3] });
    expect(told.join()).not.toContain('secret');
  });

  it('spools: the file suffices, and MongoDB has the rest when it is there again', async () => {
    const { log, broken, state } = await breakable('spool');
    broken.mongo = true;
    for (let time = 0; time < 3; time += 1) await look(log);
    expect(await state()).toMatchObject({ filed: 3, copied: [] });
    broken.mongo = false;
    await look(log);
    await log.close();
    expect(await state()).toMatchObject({ filed: 4, findings: [], copied: [1, 2, 3, 4] });
  });

  it('spools: MongoDB suffices, and the file has the rest when it can be written again', async () => {
    const { log, broken, state } = await breakable('spool');
    await look(log);
    broken.file = true;
    for (let time = 0; time < 3; time += 1) await look(log);
    expect(await state()).toMatchObject({ filed: 1, copied: [1, 2, 3, 4] });
    broken.file = false;
    await look(log);
    expect(await state()).toMatchObject({ filed: 5, findings: [], copied: [1, 2, 3, 4, 5] });
  });

  it('refuses when both cannot be written, in either mode', async () => {
    for (const mode of ['refuse', 'spool'] as const) {
      const { log, broken, state } = await breakable(mode);
      broken.file = true;
      broken.mongo = true;
      for (let time = 0; time < 3; time += 1) await expect(look(log)).rejects.toMatchObject(refusal);
      broken.file = false;
      broken.mongo = false;
      await look(log);
      await log.close();
      expect((await state()).findings).toEqual([]);
    }
  });

  it('refuses once it is closed', async () => {
    const { log } = await breakable('refuse');
    await log.close();
    await expect(look(log)).rejects.toMatchObject(refusal);
  });
});

describe('M13: texts of tokens in the audit log', () => {
  const nasty = [
    '\n{"seq":9}\n',
    '\u001b[31mred',
    'line\u2028two\u2029three\u0085',
    '\u202egnp.exe',
    '\ud800',
    '"}',
    'x'.repeat(1_000_000),
  ];

  it('stay one line each, in printable characters, of 256 characters at most', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    for (const text of nasty) {
      const names = { viewer: text, agency: text, purpose: text, operation: text, requestId: text };
      await log.append({ ...accessTo(text), ...names, coordinates: [text] });
    }
    await log.close();
    const [name = ''] = readdirSync(folder).filter((each) => each.endsWith('.jsonl'));
    const lines = readFileSync(join(folder, name), 'latin1').split('\n').slice(0, -1);
    expect(lines).toHaveLength(nasty.length + 1);
    for (const line of lines) expect(line).toMatch(/^[\x20-\x7e]{1,4000}$/);
    const viewers = lines.slice(1).map((line) => (JSON.parse(line) as Entry).viewer);
    expect(viewers).toEqual(nasty.map((text) => text.slice(0, 256).replace('\ud800', '\ufffd')));
    expect((await verifyAudit(folder, auditKey)).findings).toEqual([]);
  });
});

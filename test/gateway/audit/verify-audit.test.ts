import { createSecretKey } from 'node:crypto';
import { readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { verifyAudit } from '../../../gateway/audit/verify-audit';
import { accessTo, auditKey, folderWith, newFolder, openLog } from './support';

const verify = (folder: string) => verifyAudit(folder, auditKey);
const filesOf = (folder: string, end: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .sort()
    .map((name) => join(folder, name));

function only(folder: string, end = '.jsonl'): string {
  const [file = ''] = filesOf(folder, end);
  return file;
}

/** The kinds and entries of the findings once the lines of the chain's file are as `change` makes them. */
async function findingsWhen(change: (lines: string[]) => string[]): Promise<string[]> {
  const folder = await folderWith(5);
  const file = only(folder);
  const lines = readFileSync(file, 'latin1').split('\n').slice(0, -1);
  writeFileSync(
    file,
    change(lines)
      .map((line) => `${line}\n`)
      .join(''),
    'latin1',
  );
  return told(folder);
}

async function told(folder: string): Promise<string[]> {
  const { findings } = await verify(folder);
  return findings.map(({ kind, seq, to }) => `${kind} ${seq ?? '-'}${to === undefined ? '' : `-${to}`}`);
}

const swapped = (lines: string[], one: number, other: number): string[] =>
  lines.map((line, at) => (at === one ? lines[other] : at === other ? lines[one] : line) ?? '');

describe('M12: the audit log', () => {
  it('is whole as it was written', async () => {
    expect(await verify(await folderWith(5))).toEqual({ chains: 1, entries: 5, findings: [], notes: [] });
  });

  it('is not whole under another key', async () => {
    const { findings } = await verifyAudit(await folderWith(2), createSecretKey(Buffer.alloc(32, 8)));
    expect(findings.map(({ kind, seq }) => [kind, seq])).toEqual([
      ['changed', 0],
      ['changed', 1],
      ['changed', 2],
      ['head-missing', null],
    ]);
  });

  it('tells every changed byte, and in which entry it is', async () => {
    const folder = await folderWith(3);
    const file = only(folder);
    const good = readFileSync(file);
    let entry = 0;
    for (const [at, byte] of good.entries()) {
      const bad = Buffer.from(good);
      bad[at] = byte ^ (1 << (at % 8));
      writeFileSync(file, bad);
      const { findings } = await verify(folder);
      expect({ at, named: findings.some(({ seq }) => seq === entry) }).toEqual({ at, named: true });
      if (byte === 10) entry += 1;
    }
  }, 60_000);

  it('tells every byte taken out, and in which entry it was', async () => {
    const folder = await folderWith(2);
    const file = only(folder);
    const good = readFileSync(file);
    let entry = 0;
    for (const [at, byte] of good.entries()) {
      writeFileSync(file, Buffer.concat([good.subarray(0, at), good.subarray(at + 1)]));
      const { findings } = await verify(folder);
      expect({ at, named: findings.some(({ seq }) => seq === entry) }).toEqual({ at, named: true });
      if (byte === 10) entry += 1;
    }
  }, 60_000);

  it.each([0, 1, 2, 3, 4, 5])('tells that entry %i was removed', async (gone) => {
    expect(await findingsWhen((lines) => lines.filter((_, at) => at !== gone))).toEqual([`removed ${gone}`]);
  });

  it('tells that several entries were removed, and that the end was cut', async () => {
    expect(await findingsWhen((lines) => lines.filter((_, at) => at !== 2 && at !== 3))).toEqual(['removed 2-3']);
    expect(await findingsWhen((lines) => lines.slice(0, 3))).toEqual(['removed 3-5']);
    expect(await findingsWhen(() => [])).toEqual(['removed 0-5']);
  });

  it('tells which entries were reordered, for every two', async () => {
    for (let one = 0; one < 5; one += 1) {
      for (let other = one + 1; other < 6; other += 1) {
        const findings = await findingsWhen((lines) => swapped(lines, one, other));
        expect(findings).toContain(`reordered ${one}`);
      }
    }
  }, 60_000);

  it('tells an entry that stands there twice, and one of another chain', async () => {
    expect(await findingsWhen((lines) => [...lines, lines[2] ?? ''])).toEqual(['added 2']);
    const other = readFileSync(only(await folderWith(6)), 'latin1').split('\n');
    expect(await findingsWhen((lines) => lines.map((line, at) => (at === 3 ? (other[3] ?? '') : line)))).toEqual([
      'changed 3',
    ]);
    expect(await findingsWhen((lines) => [...lines, other[6] ?? ''])).toEqual(['added -']);
  });

  it('tells a head that is missing or changed', async () => {
    const folder = await folderWith(3);
    const head = only(folder, '.head');
    const text = readFileSync(head, 'latin1');
    for (let at = 0; at < text.length; at += 1) {
      writeFileSync(head, text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1));
      expect(await told(folder)).toEqual(['head-missing -']);
    }
    unlinkSync(head);
    expect(await told(folder)).toEqual(['head-missing -']);
  });

  it('tells a removed older chain, and a cut end of it with a head that was put back', async () => {
    const folder = newFolder();
    const log = await openLog(folder);
    await log.append(accessTo('StayPermit:IMG-1'));
    const [older, head] = [only(folder), only(folder, '.head')];
    const formerHead = readFileSync(head);
    await log.append(accessTo('StayPermit:IMG-2'));
    await log.append(accessTo('StayPermit:IMG-3'));
    await log.close();
    await folderWith(1, folder);
    const lines = readFileSync(older, 'latin1').split('\n');
    writeFileSync(older, `${lines[0]}\n${lines[1]}\n`);
    writeFileSync(head, formerHead);
    expect(await told(folder)).toEqual(['removed 2-3']);
    unlinkSync(head);
    unlinkSync(older);
    expect(await told(folder)).toEqual(['chain-missing -']);
  });

  it('tells a chain of which only the head is left', async () => {
    const folder = await folderWith(2);
    unlinkSync(only(folder));
    expect(await told(folder)).toEqual(['chain-missing -']);
  });

  it('takes a line that a dying process did not finish for what it is, and a new chain goes on', async () => {
    const folder = await folderWith(3);
    const file = only(folder);
    const whole = readFileSync(file, 'latin1');
    const next = whole.split('\n')[3]?.replace('"seq":3', '"seq":4') ?? '';
    for (const length of [1, 20, 100, next.length - 1]) {
      writeFileSync(file, whole + next.slice(0, length));
      const { findings, notes } = await verify(folder);
      expect(findings).toEqual([]);
      expect(notes).toEqual([expect.objectContaining({ what: expect.stringContaining('entry 4 was not finished') })]);
    }
    await folderWith(1, folder);
    expect(await verify(folder)).toMatchObject({ chains: 2, entries: 4, findings: [] });
  });

  it('does not take a cut line for an unfinished one: its entry was told as kept', async () => {
    const folder = await folderWith(3);
    const file = only(folder);
    const whole = readFileSync(file);
    for (let cut = 1; cut <= 40; cut += 1) {
      writeFileSync(file, whole.subarray(0, whole.length - cut));
      expect(await told(folder)).toEqual(['changed 3']);
    }
  });
});

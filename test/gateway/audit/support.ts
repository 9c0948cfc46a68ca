import { createSecretKey } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { AuditLog, type AuditParts } from '../../../gateway/audit/audit-log';
import { ChainFile } from '../../../gateway/audit/chain-file';
import type { Access } from '../../../gateway/audit/entry';

export const auditKey = createSecretKey(Buffer.alloc(32, 7));

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'audit-test-'));

export function accessTo(...keys: string[]): Access {
  return {
    viewer: 'test:officer',
    agency: 'IMMIGRATION',
    purpose: 'permit-renewal',
    operation: 'ab'.repeat(32),
    coordinates: ['StayPermit.holder'],
    keys,
    requestId: `request ${keys.join()}`,
  };
}

const opened = new Set<AuditLog>();

/** A log in a folder, with parts of a test's own. */
export async function openLog(folder: string, parts: Partial<AuditParts> = {}): Promise<AuditLog> {
  const begun =
    parts.file && parts.head ? { file: parts.file, head: parts.head } : await ChainFile.begin(folder, auditKey);
  const others = { key: auditKey, mode: 'refuse', copier: null, now: () => new Date(), log: () => undefined } as const;
  const log = new AuditLog({ ...others, ...parts, ...begun });
  opened.add(log);
  return log;
}

/** Closes what a test left open. */
export async function closeLogs(): Promise<void> {
  for (const log of opened) await log.close().catch(() => undefined);
  opened.clear();
}

/** A folder with one closed chain of `count` entries, each in a batch of its own. */
export async function folderWith(count: number, folder = newFolder()): Promise<string> {
  const log = await openLog(folder);
  for (let number = 1; number <= count; number += 1) await log.append(accessTo(`StayPermit:IMG-${number}`));
  await log.close();
  return folder;
}

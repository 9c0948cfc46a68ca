import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { auditKeyOf, auditKeySettings, isAuditKey } from '../common/audit-key';
import { exitCodes } from '../common/exit-codes';
import { readSettings } from '../common/settings';
import { ToldError } from '../common/told-error';

const keyFile = (folder: string): string => join(folder, 'audit.key');

/** The key of a folder, as AUDIT_KEY takes it: made at the first start, kept from then on. */
export function keptAuditKey(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = keyFile(folder);
  if (!existsSync(path)) {
    writeFileSync(path, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  chmodSync(path, 0o600);
  return readKeyFile(path);
}

/**
 * AUDIT_KEY, or else the key file in the folder.
 * @throws ToldError when there is neither.
 */
export function auditKeyFor(folder: string, env: Readonly<Record<string, string | undefined>>): KeyObject {
  const { auditKey } = readSettings(auditKeySettings, env);
  if (auditKey !== undefined) return auditKey;
  const path = keyFile(folder);
  if (existsSync(path)) return auditKeyOf(readKeyFile(path));
  throw new ToldError(
    `AUDIT_KEY is not set and ${path} is not there; set AUDIT_KEY to the key that the log was written under.`,
    exitCodes.cannot,
  );
}

function readKeyFile(path: string): string {
  const text = readFileSync(path, 'latin1').trim();
  if (isAuditKey(text)) return text;
  throw new ToldError(
    `${path} holds no audit key (32 bytes in base64url); put back the key that the log was written under.`,
  );
}

import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

import { z } from 'zod';

import type { SettingRow } from './settings';

const keyBytes = 32;

/** The key of the audit log. It is held as a KeyObject, which prints nothing of it. */
export const auditKeySettings = {
  auditKey: {
    env: 'AUDIT_KEY',
    about:
      'key of the audit log, 32 bytes in base64url: the gateway seals entries with it, the stability subgraph looks up keys of records',
    fallbackNote: 'none; `simpul start` makes one at the first start',
    check: z
      .string()
      .optional()
      .refine((text) => text === undefined || isAuditKey(text), {
        abort: true,
        error: `it must be ${keyBytes} bytes in base64url (openssl rand -base64 ${keyBytes} | tr '+/' '-_' | tr -d = makes one)`,
      })
      .transform((text): KeyObject | undefined => (text === undefined ? undefined : auditKeyOf(text))),
  },
} satisfies Record<string, SettingRow>;

export function isAuditKey(text: string): boolean {
  return /^[\w-]{43}=?$/.test(text) && Buffer.from(text, 'base64url').length === keyBytes;
}

export function auditKeyOf(text: string): KeyObject {
  return createSecretKey(Buffer.from(text, 'base64url'));
}

/**
 * The hash under which the audit log keeps the key of a record, such as `StayPermit:IMG-1`: who reads the log without
 * the audit key cannot tell whose record it is, nor try all numbers.
 */
export function hashOfRecordKey(recordKey: string, auditKey: KeyObject): string {
  return sealOf('record', recordKey, auditKey);
}

/** HMAC-SHA-256, in hex, over a text and what the text is: a seal of one kind is none of another. */
export function sealOf(kind: 'record' | 'entry' | 'head', text: string, auditKey: KeyObject): string {
  return createHmac('sha256', auditKey).update(`simpul audit ${kind}\n${text}`).digest('hex');
}

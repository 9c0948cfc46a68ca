import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { sealOf } from '../../common/audit-key';
import type { Head } from './entry';

const chainName = /^(\d{8}T\d{9}Z-([0-9a-f]{8})-[0-9a-f]{8})\.(jsonl|head)$/;

export const chainPath = (folder: string, chain: string): string => join(folder, `${chain}.jsonl`);
export const headPath = (folder: string, chain: string): string => join(folder, `${chain}.head`);

/** The chains of a folder, oldest first: those of which the file or the head is there. */
export async function chainsIn(folder: string): Promise<string[]> {
  const chains = (await readdir(folder)).flatMap((name) => chainName.exec(name)?.[1] ?? []);
  return [...new Set(chains)].sort();
}

/** A name that no other chain has: when it began, which folder it is in, a random number. */
export function newChainName(others: readonly string[], now: Date): string {
  const time = now.toISOString().replaceAll(/[-:.]/g, '');
  const folder = others.map(folderOf).find((name) => name !== '') ?? randomBytes(4).toString('hex');
  return `${time}-${folder}-${randomBytes(4).toString('hex')}`;
}

/** Which folder a chain is of: MongoDB keeps the chains of several gateways. */
export function folderOf(chain: string): string {
  return chain.split('-')[1] ?? '';
}

/** The text of a head's file. */
export function headText({ chain, seq, hash }: Head, key: KeyObject): string {
  const text = JSON.stringify({ chain, seq, hash });
  return `${text}\n${sealOf('head', text, key)}\n`;
}

/** What the head's file of a chain says; null when it is missing or not as it was written under the key. */
export async function readHead(folder: string, chain: string, key: KeyObject): Promise<Head | null> {
  const text = await readFile(headPath(folder, chain), 'latin1').catch(() => '');
  const [told = '', seal, end, ...rest] = text.split('\n');
  if (end !== '' || rest.length > 0 || seal !== sealOf('head', told, key)) return null;
  const head = JSON.parse(told) as Head;
  return head.chain === chain ? head : null;
}

import type { KeyObject } from 'node:crypto';
import { access } from 'node:fs/promises';

import { ChainCheck } from './chain-check';
import { chainPath, chainsIn, readHead } from './chain-folder';
import { ChainCopyCheck, chainsOfOthers, chainsOnlyCopied, type CopyReader } from './copy-check';
import { type Head, isEntry, openLine } from './entry';
import { chainMissing, type Finding, type Note } from './finding';
import { linesOf } from './read-lines';

export interface AuditReport {
  readonly chains: number;
  readonly entries: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

export interface VerifyOptions {
  /** The copy to compare with; null leaves it out. */
  readonly copy?: CopyReader | null;
  readonly onProgress?: (doneChains: number, allChains: number) => void;
}

/** Reads all chains of a folder and tells every entry that was changed, removed, reordered or added. */
export async function verifyAudit(folder: string, key: KeyObject, options: VerifyOptions = {}): Promise<AuditReport> {
  const { copy = null, onProgress } = options;
  const chains = await chainsIn(folder);
  const named = await namedHeads(folder, chains, key);
  const results: ChainResult[] = [];
  for (const chain of chains) {
    results.push(await verifyChain(folder, chain, { key, copy, named: named.get(chain) ?? [] }));
    onProgress?.(results.length, chains.length);
  }
  const known = new Set([...chains, ...named.keys()]);
  const gone = [...known].filter((chain) => !chains.includes(chain));
  const copied = (await copy?.chains()) ?? [];
  return {
    chains: chains.length,
    entries: results.reduce((sum, { entries }) => sum + entries, 0),
    findings: [
      ...results.flatMap(({ findings }) => findings),
      ...gone.map((chain) => chainMissing(chain, 'a later chain names it, and it is not there')),
      ...chainsOnlyCopied(copied, known),
    ],
    notes: [...results.flatMap(({ notes }) => notes), ...chainsOfOthers(copied, known)],
  };
}

interface ChainResult {
  readonly entries: number;
  readonly findings: readonly Finding[];
  readonly notes: readonly Note[];
}

interface ChainOptions {
  readonly key: KeyObject;
  readonly copy: CopyReader | null;
  /** Where other chains saw this one stand when they began. */
  readonly named: readonly Head[];
}

async function verifyChain(folder: string, chain: string, { key, copy, named }: ChainOptions): Promise<ChainResult> {
  // Before the file, which may be written to meanwhile.
  const head = await readHead(folder, chain, key);
  if (!(await isThere(chainPath(folder, chain)))) {
    return { entries: 0, findings: [chainMissing(chain, 'its head is there, its entries are not')], notes: [] };
  }
  const check = new ChainCheck(chain, { head, named, key });
  const copyCheck = copy && new ChainCopyCheck(chain, copy, key);
  let entries = 0;
  for await (const line of linesOf(chainPath(folder, chain))) {
    const record = check.take(line);
    if (record === null || !isEntry(record)) continue;
    entries += 1;
    // What the head does not know yet may be on its way to MongoDB.
    if (head !== null && record.seq <= head.seq) await copyCheck?.take(record);
  }
  check.end();
  await copyCheck?.end(check.lastSeq, async () => (await readHead(folder, chain, key))?.seq ?? 0);
  return { entries, findings: [...check.findings, ...(copyCheck?.findings ?? [])], notes: check.notes };
}

/** What the openings of the chains say of the others. */
async function namedHeads(folder: string, chains: readonly string[], key: KeyObject): Promise<Map<string, Head[]>> {
  const named = new Map<string, Head[]>();
  for (const chain of chains) {
    const line = await firstLine(chainPath(folder, chain));
    const opening = line === null ? null : openLine(line, key);
    if (opening?.chain !== chain || isEntry(opening)) continue;
    for (const head of opening.heads) named.set(head.chain, [...(named.get(head.chain) ?? []), head]);
  }
  return named;
}

async function firstLine(path: string): Promise<string | null> {
  if (!(await isThere(path))) return null;
  for await (const { text } of linesOf(path)) return text;
  return null;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

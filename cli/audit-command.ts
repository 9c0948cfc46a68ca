import type { KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';

import { Command } from 'commander';

import { addressOf, databaseSettings } from '../common/database';
import { exitCodes } from '../common/exit-codes';
import { readSettings, setting } from '../common/settings';
import { ToldError } from '../common/told-error';
import {
  asciiJson,
  type AuditReport,
  type Entry,
  type Finding,
  MongoCopy,
  verifyAudit,
  type WhoSaw,
  whoSaw,
} from '../gateway/audit/inspect';
import { auditKeyFor } from './audit-key-file';
import { progressBar } from './progress';
import { startAuditFolder } from './start-audit';

const folderSettings = {
  auditFolder: { env: 'AUDIT_FOLDER', about: 'folder of the audit log', check: setting.optionalText },
  auditMongodb: {
    env: 'AUDIT_MONGODB',
    about: 'whether entries are kept in MongoDB too',
    fallback: 'false',
    check: setting.yesNo,
  },
};

interface AuditOptions {
  readonly folder?: string;
  readonly mongodb?: boolean;
  readonly json?: boolean;
}

export function auditCommand(): Command {
  const audit = new Command('audit').description(
    'The audit log: who saw which record of a person, who changed what, and whether the log is whole.',
  );
  withFolder(audit.command('verify'))
    .description(
      'Check every entry and its place; exit 0 when all are as they were written, 1 when not, 2 when it cannot be told.',
    )
    .option('--mongodb', 'compare with the copy in MongoDB, as with AUDIT_MONGODB=true')
    .action(verify);
  withFolder(audit.command('who-saw'))
    .description('List every logged look at one record and every change of it that was asked for, oldest first.')
    .argument('<key>', 'type and key of the record, such as StayPermit:IMG-1 or StabilityAlert:31.75.03@2024-10-SIAGA')
    .action(listWhoSaw);
  return audit;
}

function withFolder(command: Command): Command {
  return command
    .option('--folder <folder>', `folder of the log (AUDIT_FOLDER, or ${startAuditFolder})`)
    .option('--json', 'print JSON');
}

async function verify({ folder: given, mongodb, json }: AuditOptions): Promise<void> {
  const { folder, key } = openFolder(given);
  const isCopied = mongodb ?? readSettings(folderSettings, process.env).auditMongodb;
  const copy = isCopied ? new MongoCopy(addressOf(readSettings(databaseSettings, process.env))) : null;
  const bar = progressBar('chains');
  try {
    const report = await verifyAudit(folder, key, { copy, onProgress: (done, total) => bar.update(done, total) });
    bar.end();
    print(json ? JSON.stringify(report) : verdict(report, isCopied));
    if (report.findings.length > 0) process.exitCode = exitCodes.finding;
  } catch (error) {
    bar.end();
    throw cannotRead(folder, error);
  } finally {
    await copy?.close();
  }
}

async function listWhoSaw(recordKey: string, { folder: given, json }: AuditOptions): Promise<void> {
  if (!/^\w+:./.test(recordKey)) {
    throw new ToldError('The key must be type and key of a record, such as StayPermit:IMG-1.', exitCodes.usage);
  }
  const { folder, key } = openFolder(given);
  const bar = progressBar('chains');
  const found = await whoSaw(folder, recordKey, key, (done, total) => bar.update(done, total)).catch(
    (error: unknown) => {
      throw cannotRead(folder, error);
    },
  );
  bar.end();
  print(json ? JSON.stringify(found) : accessTable(found));
  if (found.unreadable === 0) return;
  process.stderr.write(
    `simpul: ${found.unreadable} lines of the log are not as they were written and say nothing here; see simpul audit verify.\n`,
  );
  process.exitCode = exitCodes.finding;
}

function openFolder(given: string | undefined): { folder: string; key: KeyObject } {
  const folder = given ?? readSettings(folderSettings, process.env).auditFolder ?? startAuditFolder;
  if (existsSync(folder)) return { folder, key: auditKeyFor(folder, process.env) };
  throw new ToldError(`There is no folder ${folder}; name that of the audit log with --folder.`);
}

function cannotRead(folder: string, error: unknown): unknown {
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (typeof code === 'string') return new ToldError(`The audit log in ${folder} cannot be read (${code}).`);
  if (!String(name).startsWith('Mongo')) return error;
  return new ToldError(`The copy in MongoDB cannot be read (${String(name)}); check MONGODB_URI or SIMPUL_STORE_PORT.`);
}

function verdict({ chains, entries, findings, notes }: AuditReport, isCopied: boolean): string {
  const checked = `${chains} chains, ${entries} entries checked${isCopied ? ', compared with MongoDB' : ''}`;
  const told = [...findings.map(findingText), ...notes.map(({ chain, what }) => `note           ${chain}  ${what}`)];
  const summary = findings.length === 0 ? 'all as written' : `${findings.length} findings`;
  return [...told, `${checked}: ${summary}.`].join('\n');
}

function findingText({ kind, chain, seq, to, what }: Finding): string {
  const entry = seq === null ? '' : to === undefined ? ` entry ${seq}` : ` entries ${seq} to ${to}`;
  return `${kind.padEnd(13)}  ${chain}${entry}  ${what}`;
}

const headings = ['time', 'viewer', 'agency', 'purpose', 'coordinates'];

function accessTable({ accesses }: WhoSaw): string {
  if (accesses.length === 0) return 'Nobody, by this log.';
  const rows = [headings, ...accesses.map(cellsOf)];
  const widths = headings.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((text, at) => text.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

// A text of a token could colour the terminal or turn the writing around.
function cellsOf({ time, viewer, agency, purpose, coordinates }: Entry): string[] {
  const shown = [time, viewer, agency ?? '-', purpose ?? '-', coordinates.join(' ')];
  return shown.map((text) => asciiJson(text).slice(1, -1));
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

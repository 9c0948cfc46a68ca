import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { logLine } from '../common/log-line';
import { SettingsError } from '../common/settings';
import { stopOnSignal } from '../common/shutdown';
import { ToldError } from '../common/told-error';
import { databaseAddress } from '../subgraphs/config';
import {
  checkSources,
  forgetSource,
  readSources,
  type Source,
  type SyncOptions,
  type SyncResult,
  syncSource,
  watchSources,
} from '../subgraphs/sync/main';
import { progressBar } from './progress';

interface SyncFlags {
  readonly all?: boolean;
  readonly once?: boolean;
  readonly watch?: boolean;
  readonly check?: boolean;
  readonly forget?: boolean;
  readonly dryRun?: boolean;
  readonly again?: boolean;
  readonly json?: boolean;
}

export function syncCommand(): Command {
  return new Command('sync')
    .description('Load what the sources of DATA_SOURCES have: drop folders, https addresses, MongoDB collections.')
    .argument('[names...]', 'which sources')
    .option('--all', 'all sources')
    .option('--once', 'load once and end (without --watch, this is what is done)')
    .option('--watch', 'load each source at its times until stopped')
    .option('--check', 'only look whether the settings are right and what they refer to is there')
    .option('--forget', 'take sources that are loaded no more out of what the graph tells')
    .option('--dry-run', 'look at every row and tell what would be done; write and move nothing')
    .option('--again', 'load what was loaded before once more')
    .option('--json', 'print each result as a line of JSON')
    .action(sync);
}

async function sync(names: string[], flags: SyncFlags): Promise<void> {
  const { env } = process;
  if (flags.watch && (flags.once ?? flags.dryRun ?? flags.again)) {
    throw new ToldError('--watch does not go with --once, --dry-run or --again.', exitCodes.usage);
  }
  if (flags.forget) return forget(names);
  const { sources, folder } = readSources(env);
  if (sources.length === 0) throw new SettingsError(['DATA_SOURCES is not set, or its file names no source.']);
  const wanted = flags.check && names.length === 0 ? sources : named(sources, names, flags.all ?? false);
  await checkSources(wanted, env);
  if (flags.check) {
    process.stdout.write(
      flags.json ? `${JSON.stringify({ sources: wanted.map(({ name }) => name) })}\n` : checked(wanted),
    );
    return;
  }
  const options = { address: databaseAddress(env), env, folder };
  if (flags.watch) await watch(wanted, options, flags.json ?? false);
  else await once(wanted, options, flags);
}

function named(sources: readonly Source[], names: readonly string[], all: boolean): readonly Source[] {
  if (all && names.length === 0) return sources;
  const known = sources.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0 || names.length === 0 || all) {
    const what = unknown.length > 0 ? `There is no source ${unknown.join(', ')}` : 'Name sources, or --all';
    throw new ToldError(`${what}; the sources are ${known.join(', ')}.`, exitCodes.usage);
  }
  return sources.filter(({ name }) => names.includes(name));
}

async function once(sources: readonly Source[], options: SyncOptions, flags: SyncFlags): Promise<void> {
  const { dryRun = false, again = false, json = false } = flags;
  for (const source of sources) {
    const bar = progressBar(source.name);
    const results = await syncSource(source, { ...options, dryRun, again, progress: bar.update }).finally(bar.end);
    for (const result of results) print(result, json, dryRun);
    process.exitCode = Math.max(Number(process.exitCode ?? 0), ...results.map(exitCodeOf));
  }
}

async function watch(sources: readonly Source[], options: SyncOptions, json: boolean): Promise<void> {
  const stop = new AbortController();
  const watching = watchSources(sources, {
    ...options,
    signal: stop.signal,
    told: (results) => results.forEach((result) => print(result, json, false)),
    failed: ({ name }, error) => process.stderr.write(`simpul: ${name}: ${failureText(error)}; it is tried again.\n`),
  });
  stopOnSignal(async () => {
    stop.abort(new ToldError('the watch was ended'));
    await watching;
  });
  if (process.send) process.send({ type: 'ready', port: 0 });
  await watching;
}

async function forget(names: readonly string[]): Promise<void> {
  if (names.length === 0) throw new ToldError('Name the sources to forget.', exitCodes.usage);
  for (const name of names) {
    const known = await forgetSource(name, databaseAddress(process.env));
    process.stdout.write(known ? `${name} is forgotten; its reports stay.\n` : `${name} is not known.\n`);
    if (!known) process.exitCode = exitCodes.finding;
  }
}

function exitCodeOf({ outcome, report }: SyncResult): number {
  if (outcome === 'FAILED') return exitCodes.cannot;
  return outcome === 'REFUSED' || outcome === 'BUSY' || (report?.rejected ?? 0) > 0 ? exitCodes.finding : exitCodes.ok;
}

function print(result: SyncResult, json: boolean, dryRun: boolean): void {
  process.stdout.write(`${json ? JSON.stringify({ ...result, dryRun }) : syncText(result, dryRun)}\n`);
}

const words: Readonly<Record<SyncResult['outcome'], string>> = {
  COMPLETED: 'loaded',
  UNCHANGED: 'nothing new',
  REFUSED: 'refused',
  FAILED: 'failed',
  BUSY: 'busy',
  NOTHING: 'nothing there',
};

/** One result in a line. */
export function syncText({ source, outcome, reason, report }: SyncResult, dryRun = false): string {
  const counts =
    report === null
      ? ''
      : `: ${report.rowsRead} rows, ${report.new} new, ${report.changed} changed, ${report.unchanged} unchanged, ${report.removed} removed, ${report.rejected} rejected`;
  const why = reason === null ? '' : ` (${logLine(reason)})`;
  const rejects = report?.rejectFile == null ? '' : `\nRejected rows: ${report.rejectFile}`;
  return `${source}  ${words[outcome]}${counts}${why}${dryRun ? ' (dry run: nothing was written)' : ''}${rejects}`;
}

function checked(sources: readonly Source[]): string {
  return `${sources.length} sources are as they must be: ${sources.map(({ name }) => name).join(', ')}.\n`;
}

function failureText(error: unknown): string {
  return error instanceof ToldError ? error.message : `unexpected: ${logLine(String(error))}`;
}

import { writeFile } from 'node:fs/promises';

import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { logLine } from '../../common/log-line';
import { ToldError } from '../../common/told-error';
import {
  apiChanges,
  contractNamed,
  contractSupergraph,
  type Entry,
  firstBroken,
  type Graph,
  readGraph,
  type Registry,
  rollback,
} from '../../registry/main';
import { textTable } from '../text-table';
import { type SignatureFlags, signatureOf, withRegistry, withSignature } from './registry-options';

export function historyCommand(): Command {
  return new Command('history')
    .description('List what was done to the registry, and whether the record of it is whole; exit 1 when it is not.')
    .option('--json', 'print it as JSON')
    .action(({ json }: { json?: boolean }) =>
      withRegistry(async ({ record }) => {
        const entries = await record.entries();
        const broken = firstBroken(entries);
        process.stdout.write(json ? `${JSON.stringify({ broken, entries }, null, 2)}\n` : `${historyTable(entries)}\n`);
        if (broken === null) return;
        process.stderr.write(`Entry ${broken} of the record is not as it was written.\n`);
        process.exitCode = exitCodes.finding;
      }),
    );
}

export function rollbackCommand(): Command {
  return withSignature(
    new Command('rollback')
      .description('Serve a supergraph again that was served before.')
      .argument('<digest>', 'of the supergraph, or how it begins: at least eight characters'),
  ).action((digest: string, flags: SignatureFlags) =>
    withRegistry(async (registry) => {
      const { supergraph, _id } = await rollback(registry, digest, signatureOf(flags));
      process.stdout.write(`serves  ${supergraph}  entry ${_id}\n`);
    }),
  );
}

export function diffCommand(): Command {
  return new Command('diff')
    .description('Tell what clients would see change from one supergraph to another.')
    .argument('<from>', 'digest of the one')
    .argument('[to]', 'digest of the other; without it the one that is served')
    .option('--json', 'print it as JSON')
    .action((from: string, to: string | undefined, { json }: { json?: boolean }) =>
      withRegistry(async (registry) => {
        const changes = await apiChanges(await graphOf(registry, from), await graphOf(registry, to));
        const lines = changes.map(({ isBreaking, message }) => `${isBreaking ? 'breaks' : 'changes'}  ${message}\n`);
        process.stdout.write(json ? `${JSON.stringify(changes, null, 2)}\n` : lines.join(''));
      }),
    );
}

interface PrintFlags {
  readonly digest?: string;
  readonly contract?: string;
  readonly output?: string;
}

export function printCommand(): Command {
  return new Command('print')
    .description('Print the supergraph that is served, another by its digest, or that of a contract.')
    .option('--digest <digest>', 'of the supergraph; without it the one that is served')
    .option('--contract <name>', 'of the part that some clients see')
    .option('-o, --output <file>', 'where to write; without it to standard output')
    .action(({ digest, contract, output }: PrintFlags) =>
      withRegistry(async ({ record }) => {
        const { supergraph, contracts } = await record.state();
        const { sdl } = await record.supergraph(digest ?? served(supergraph));
        const text = contract === undefined ? sdl : contractSupergraph(sdl, contractNamed(contract, contracts));
        if (output === undefined) process.stdout.write(text);
        else await writeFile(output, text);
      }),
    );
}

/** The supergraph of a digest, or the one that is served, read. */
export async function graphOf({ record }: Registry, digest?: string): Promise<Graph> {
  const { _id, sdl, api } = await record.supergraph(digest ?? served((await record.state()).supergraph));
  return readGraph(_id, sdl, api);
}

function served(digest: string | null): string {
  if (digest !== null) return digest;
  throw new ToldError('Nothing is published; simpul schema publish SUBGRAPH FILE begins.');
}

function historyTable(entries: readonly Entry[]): string {
  const rows = entries.map(({ _id, at, act, subject, by, supergraph, reason }) => [
    ...[String(_id), at, act, subject.slice(0, 40), logLine(by)],
    ...[supergraph?.slice(0, 12) ?? '-', logLine(reason)],
  ]);
  return textTable(['entry', 'at', 'act', 'of', 'by', 'supergraph', 'reason'], rows);
}

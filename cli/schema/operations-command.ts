import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { apiOf, checkOperations, fileName, type Graph, type OperationReport, readGraph } from '../../registry/main';
import { textTable } from '../text-table';
import { graphOf } from './history-command';
import { withRegistry } from './registry-options';

interface Flags {
  readonly supergraph?: string;
  readonly json?: boolean;
}

export function operationsCommand(): Command {
  return new Command('operations').description('Operations of clients.').addCommand(
    new Command('check')
      .description(
        'Tell of operations what they cost, what they demand, and what of them is deprecated; exit 1 when one does not fit.',
      )
      .argument('<paths...>', 'files of operations, or folders of .graphql files')
      .option('--supergraph <file>', 'the graph to check against; without it the one that is published')
      .option('--json', 'print it as JSON')
      .action(async (paths: string[], { supergraph, json }: Flags) => {
        const files = (await Promise.all(paths.map(filesIn))).flat();
        if (supergraph !== undefined) {
          tell(await reportsOf(files, await graphIn(supergraph)), json === true);
          return;
        }
        await withRegistry(async (registry) => tell(await reportsOf(files, await graphOf(registry)), json === true));
      }),
  );
}

async function reportsOf(files: readonly string[], graph: Graph): Promise<OperationReport[]> {
  const reports: OperationReport[] = [];
  for (const file of files) reports.push(...checkOperations(fileName(file), await textOf(file), graph));
  return reports;
}

function tell(reports: readonly OperationReport[], json: boolean): void {
  const rows = reports.map(({ file, name, cost, demands, deprecated, mistakes }) => [
    ...[name ?? '-', file, cost === null ? '-' : String(cost), demands.join(' ') || '-'],
    ...[
      deprecated.map(({ coordinate }) => coordinate).join(', ') || '-',
      mistakes.length === 0 ? 'fits' : 'does not fit',
    ],
  ]);
  const lines = reports.flatMap(({ file, mistakes }) => mistakes.map((mistake) => `${file}, ${mistake}`));
  const table = textTable(['operation', 'file', 'cost', 'demands', 'deprecated', 'schema'], rows);
  process.stdout.write(json ? `${JSON.stringify(reports, null, 2)}\n` : `${[table, ...new Set(lines)].join('\n')}\n`);
  if (lines.length > 0) process.exitCode = exitCodes.finding;
}

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => {
    throw new ToldError(`${path} is not there; name files of operations, or folders of .graphql files.`);
  });
  if (!found.isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true });
  return entries
    .filter((entry) => /\.(graphql|gql)$/.test(entry))
    .sort()
    .map((entry) => join(path, entry));
}

async function graphIn(file: string): Promise<Graph> {
  const sdl = await textOf(file);
  try {
    return readGraph('', sdl, apiOf(sdl));
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : '').split('\n');
    throw new ToldError(`The supergraph ${file} cannot be used: ${reason}`);
  }
}

function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new ToldError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
}

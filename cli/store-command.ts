import { Presets, SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { stopOnSignal } from '../common/shutdown';
import { ToldError } from '../common/told-error';
import { emptyFolder, exportStore, importFiles, startStore, storeStats } from '../store/main';

const defaultFolder = '.simpul/store';
const defaultPort = 27_127;

export function storeCommand(): Command {
  const store = new Command('store').description('The embedded store: serve, look into, copy, empty.');
  withFolder(store.command('serve'))
    .description('Serve MongoDB drivers on this machine until stopped.')
    .addOption(
      new Option('--port <number>', 'port to listen on, 0 for any free one')
        .env('SIMPUL_STORE_PORT')
        .default(defaultPort)
        .argParser(portNumber),
    )
    .option('--memory', 'keep nothing after the stop', false)
    .action(serve);
  withFolder(store.command('stats'))
    .description('Show what the store holds, running or not.')
    .option('--json', 'print JSON', false)
    .action(stats);
  withFolder(store.command('export'))
    .argument('[folder]', 'where to write', 'store-export')
    .description('Write every collection as Extended JSON lines, as mongoimport takes them.')
    .option('--json', 'print JSON', false)
    .action(exportTo);
  withFolder(store.command('import'))
    .argument('<files...>', 'files named database.collection.jsonl')
    .description('Insert documents from Extended JSON lines.')
    .option('--json', 'print JSON', false)
    .action(importFrom);
  withFolder(store.command('reset'))
    .description('Remove everything the store keeps.')
    .option('--yes', 'do it', false)
    .action(reset);
  return store;
}

function withFolder(command: Command): Command {
  return command.addOption(
    new Option('--data <folder>', 'folder of the store').env('SIMPUL_DATA').default(defaultFolder),
  );
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a port number from 0 to 65535.');
}

async function serve({ port, data, memory }: { port: number; data: string; memory: boolean }): Promise<void> {
  const log = (line: string): boolean => process.stderr.write(`${line}\n`);
  const store = await startStore({ port, folder: data, memory, log });
  stopOnSignal(() => store.stop());
  const { documents, collections, folder } = store.summary;
  print(
    `The store serves ${store.uri}: ${documents} documents in ${collections} collections, ${folder ?? 'in memory only'}.`,
  );
  process.send?.({ type: 'ready', port: store.port, summary: store.summary });
}

async function stats({ data, json }: { data: string; json: boolean }): Promise<void> {
  const collections = await storeStats(data);
  if (json) print(JSON.stringify(collections));
  else
    printTable(
      ['collection', 'documents', 'indexes', 'bytes'],
      collections.map((row) => [row.namespace, row.documents, row.indexes, row.bytes]),
    );
}

async function exportTo(target: string, { data, json }: { data: string; json: boolean }): Promise<void> {
  const copied = await withProgress('Exporting', (onProgress) => exportStore(data, target, onProgress));
  if (json) print(JSON.stringify(copied));
  else
    printTable(
      ['file', 'documents'],
      copied.map(({ file, documents }) => [file, documents]),
    );
}

async function importFrom(files: string[], { data, json }: { data: string; json: boolean }): Promise<void> {
  const imported = await withProgress('Importing', (onProgress) => importFiles(data, files, onProgress));
  if (json) print(JSON.stringify(imported));
  else
    printTable(
      ['file', 'documents', 'rejected'],
      imported.map(({ file, documents, rejected }) => [file, documents, rejected.length]),
    );
  for (const { file, rejected } of imported) {
    for (const line of rejected) process.stderr.write(`${file} ${line}\n`);
    if (rejected.length > 0) process.exitCode = exitCodes.finding;
  }
}

function reset({ data, yes }: { data: string; yes: boolean }): void {
  if (!yes) throw new ToldError(`This removes everything in ${data}; add --yes to do it.`, exitCodes.usage);
  print(`${emptyFolder(data).length} files removed from ${data}.`);
}

/** Shows progress on a terminal; a pipe or a log sees none of it. */
async function withProgress<Result>(
  title: string,
  work: (onProgress: (done: number, total: number) => void) => Promise<Result>,
): Promise<Result> {
  if (!process.stderr.isTTY) return work(() => undefined);
  const bar = new SingleBar(
    { format: `${title} {bar} {percentage}%`, stream: process.stderr, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(1, 0);
  try {
    return await work((done, total) => {
      bar.setTotal(total);
      bar.update(done);
    });
  } finally {
    bar.stop();
  }
}

function printTable(head: readonly string[], rows: readonly (readonly (string | number)[])[]): void {
  const lines = [head, ...rows].map((row) => row.map(String));
  const widths = head.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  for (const line of lines)
    print(
      line.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  '),
    );
}

const print = (line: string): boolean => process.stdout.write(`${line}\n`);

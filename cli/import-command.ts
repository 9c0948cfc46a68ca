import { Argument, Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { ToldError } from '../common/told-error';
import { databaseAddress } from '../subgraphs/config';
import {
  importIntoAgency,
  importKinds,
  type ImportReport,
  type RowFault,
  suggestFor,
  type TextEncoding,
  textEncodings,
} from '../subgraphs/import/main';
import { progressBar } from './progress';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly reject?: string;
  readonly mapping?: string;
  readonly ignoreUnknown?: boolean;
  readonly sheet?: string;
  readonly encoding?: TextEncoding;
  readonly suggest?: string;
  readonly kind?: string;
  readonly json?: boolean;
  readonly mongodbUri?: string;
}

export function importCommand(): Command {
  return new Command('import')
    .description(
      'Bring the rows of an agency file, CSV, NDJSON or XLSX, into the records. Run again, it changes nothing.\n' +
        'With --suggest, look at a file and print a mapping for it; import nothing.',
    )
    .usage('<kind> <file> [options]\n       simpul import --suggest <file> [--kind <kind>]')
    .addArgument(new Argument('[kind]', 'what the rows are').choices(importKinds))
    .argument('[file]', 'the file; examples/import/README.md tells the columns')
    .option('--dry-run', 'look at every row and tell what would be done; write nothing')
    .option('--reject <file>', 'where rejected rows go (default: the file with .rejected.csv)')
    .option('--mapping <file>', 'a JSON file that tells how this one is laid out')
    .option('--ignore-unknown', 'leave out columns that are like none of the kind (default: refuse the file)')
    .option('--sheet <name>', 'the sheet of a workbook (default: the first that is not hidden)')
    .addOption(new Option('--encoding <name>', 'what the text is in (default: seen from it)').choices(textEncodings))
    .option('--suggest <file>', 'propose a mapping for a file, as JSON')
    .addOption(new Option('--kind <kind>', 'with --suggest: what its rows are').choices(importKinds))
    .option('--json', 'print the report as JSON')
    .option('--mongodb-uri <uri>', 'the database, in place of MONGODB_URI')
    .action(async (kind: string | undefined, file: string | undefined, flags: ImportFlags) => {
      if (flags.suggest !== undefined) await suggest(flags.suggest, kind, flags);
      else if (kind === undefined || file === undefined) throw usage('import needs a kind and a file');
      else if (flags.kind !== undefined) throw usage('--kind goes with --suggest; the kind comes before the file');
      else await bringIn(kind, file, flags);
    });
}

function usage(mistake: string): ToldError {
  return new ToldError(`${mistake} (add --help for what this command takes)`, exitCodes.usage);
}

async function suggest(file: string, kind: string | undefined, flags: ImportFlags): Promise<void> {
  const suggestion = await suggestFor(file, flags.kind ?? kind, { encoding: flags.encoding, sheet: flags.sheet });
  process.stdout.write(`${JSON.stringify(suggestion, null, 2)}\n`);
}

async function bringIn(kind: string, file: string, flags: ImportFlags): Promise<void> {
  const { dryRun = false, reject, mapping, json, mongodbUri, ...reading } = flags;
  const bar = progressBar('bytes');
  const report = await importIntoAgency({
    ...reading,
    kind,
    file,
    address: databaseAddress(mongodbUri === undefined ? process.env : { ...process.env, MONGODB_URI: mongodbUri }),
    dryRun,
    mappingFile: mapping,
    ...(reject === undefined ? {} : { rejectFile: reject }),
    progress: bar.update,
  }).finally(bar.end);
  const told = { kind, file, dryRun, ...report };
  process.stdout.write(json ? `${JSON.stringify(told)}\n` : importText(told));
  process.exitCode = report.rejected > 0 ? exitCodes.finding : exitCodes.ok;
}

/** A report for a terminal, in a few lines. */
export function importText(report: ImportReport & { kind: string; dryRun: boolean }): string {
  const { rowsRead, kind, dryRun, rejected, rejectFile, firstRejected, notes } = report;
  const removed = report.removed > 0 ? `${report.removed} removed, ` : '';
  const counts = `${report.new} new, ${report.changed} changed, ${report.unchanged} unchanged, ${removed}${rejected} rejected`;
  const lines = [`${rowsRead} rows of ${kind}: ${counts}${dryRun ? ' (dry run: nothing was written)' : ''}.`];
  for (const note of notes) lines.push(`  ${note}`);
  for (const { line, faults } of firstRejected) {
    for (const fault of faults) lines.push(`  row ${line}: ${faultText(fault)}`);
  }
  if (rejected > firstRejected.length) lines.push(`  and ${rejected - firstRejected.length} more`);
  if (rejectFile !== null) lines.push(`Rejected rows: ${rejectFile}`);
  return `${lines.join('\n')}\n`;
}

function faultText({ column, value, reason }: RowFault): string {
  // The reason of a wrong area code begins with the code itself.
  return [column, reason.startsWith('"') ? '' : quoted(value), reason].filter((part) => part !== '').join(' ');
}

// A value comes from the file; what a terminal would obey is not repeated to it.
function quoted(value: string): string {
  return JSON.stringify(value).replace(/\p{Cc}/gu, '?');
}

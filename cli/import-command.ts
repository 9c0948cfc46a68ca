import { Argument, Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { databaseAddress } from '../subgraphs/config';
import { importIntoAgency, importKinds, type ImportReport, type RowFault } from '../subgraphs/import/main';
import { progressBar } from './progress';

interface ImportFlags {
  readonly dryRun?: boolean;
  readonly reject?: string;
  readonly json?: boolean;
  readonly mongodbUri?: string;
}

export function importCommand(): Command {
  return new Command('import')
    .description('Bring the rows of an agency file, CSV or NDJSON, into the records. Run again, it changes nothing.')
    .addArgument(new Argument('<kind>', 'what the rows are').choices(importKinds))
    .argument('<file>', 'the file; examples/import/README.md tells the columns')
    .option('--dry-run', 'look at every row and tell what would be done; write nothing')
    .option('--reject <file>', 'where rejected rows go (default: the file with .rejected.csv)')
    .option('--json', 'print the report as JSON')
    .option('--mongodb-uri <uri>', 'the database, in place of MONGODB_URI')
    .action(async (kind: string, file: string, { dryRun = false, reject, json, mongodbUri }: ImportFlags) => {
      const bar = progressBar('bytes');
      const report = await importIntoAgency({
        kind,
        file,
        address: databaseAddress(mongodbUri === undefined ? process.env : { ...process.env, MONGODB_URI: mongodbUri }),
        dryRun,
        ...(reject === undefined ? {} : { rejectFile: reject }),
        progress: bar.update,
      }).finally(bar.end);
      const told = { kind, file, dryRun, ...report };
      process.stdout.write(json ? `${JSON.stringify(told)}\n` : importText(told));
      process.exitCode = report.rejected > 0 ? exitCodes.finding : exitCodes.ok;
    });
}

/** A report for a terminal, in a few lines. */
export function importText(report: ImportReport & { kind: string; dryRun: boolean }): string {
  const { rowsRead, kind, dryRun, rejected, rejectFile, firstRejected } = report;
  const removed = report.removed > 0 ? `${report.removed} removed, ` : '';
  const counts = `${report.new} new, ${report.changed} changed, ${report.unchanged} unchanged, ${removed}${rejected} rejected`;
  const lines = [`${rowsRead} rows of ${kind}: ${counts}${dryRun ? ' (dry run: nothing was written)' : ''}.`];
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

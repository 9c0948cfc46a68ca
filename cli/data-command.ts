import { writeFile } from 'node:fs/promises';

import { Argument, Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { setting } from '../common/settings';
import { type SubgraphName, subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';
import { databaseAddress } from '../subgraphs/config';
import { checkData, type DataReport, type Finding, findingCsv } from '../subgraphs/quality/main';
import { progressBar } from './progress';

interface CheckFlags {
  readonly csv?: string;
  readonly json?: boolean;
  readonly within?: string;
}

export function dataCommand(): Command {
  const data = new Command('data').description("The agencies' records: what may be wrong with them.");
  data
    .command('check')
    .description(
      'Look for records that are there twice, impossible days, overlaps, unknown areas and sudden jumps; exit 0 when there is no error, 1 when there is. Nothing is written to the databases.',
    )
    .addArgument(new Argument('[agencies...]', 'whose records; all when none is named').choices(subgraphNames))
    .option('--within <area>', 'only records of this area and all in it')
    .option('--csv <file>', 'write the findings to a file for a spreadsheet as well')
    .option('--json', 'print the report as JSON')
    .action(check);
  return data;
}

async function check(names: SubgraphName[], { csv, json, within }: CheckFlags): Promise<void> {
  const area = within === undefined ? null : setting.areaCode.safeParse(within);
  if (area?.success === false)
    throw new ToldError(`--within ${JSON.stringify(within)} must be an area code such as 31.75.03.`, exitCodes.usage);
  const bar = progressBar('records');
  const report = await checkData({
    address: databaseAddress(process.env),
    names: names.length > 0 ? names : subgraphNames,
    within: area?.data ?? null,
    progress: bar.update,
  }).finally(bar.end);
  if (csv !== undefined) await writeCsv(csv, findingCsv(report.findings));
  process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportText(report));
  if (report.findings.some(({ severity }) => severity === 'error')) process.exitCode = exitCodes.finding;
}

async function writeCsv(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new ToldError(`${path}: the findings cannot be written (${code}); name another file.`);
  });
}

/** A report for a terminal: a paragraph for each finding, and a line that sums up. */
function reportText({ records, findings }: DataReport): string {
  const of = (wanted: Finding['severity']): number => findings.filter(({ severity }) => severity === wanted).length;
  const sum = `${records} records checked. Errors: ${of('error')}, warnings: ${of('warning')}, notes: ${of('note')}.`;
  return `${[...findings.map(findingText), sum].join('\n\n')}\n`;
}

function findingText({ subgraph, id, severity, collection, count, examples, means, mend }: Finding): string {
  const lines = [
    `${severity}  ${subgraph}/${id}: ${count ?? 'fewer than ten'} in ${collection.replaceAll('_', ' ')}`,
    `  ${means}`,
    `  ${mend}`,
  ];
  if (examples.length > 0)
    lines.push(`  ${count === examples.length ? '' : 'such as '}${examples.map(printable).join(', ')}`);
  return lines.join('\n');
}

// A number comes from the agency's file; what a terminal would obey is not repeated to it.
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, '?');
}

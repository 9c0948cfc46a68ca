import { Argument, Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { readSettings, setting } from '../common/settings';
import { ToldError } from '../common/told-error';
import { assessorSettings } from '../subgraphs/config';
import {
  type ExportFormat,
  exportFormats,
  exportKind,
  exportKinds,
  type ExportReport,
  outputFile,
} from '../subgraphs/export/main';
import { isMonth } from '../subgraphs/shared/calendar';
import { tellWait } from './gateway-options';
import { progressBar } from './progress';
import { standardOutput } from './standard-output';
import { tokenSource } from './token-source';

const levels = { province: 'PROVINCE', city: 'CITY', district: 'DISTRICT', village: 'VILLAGE' } as const;

interface ExportFlags {
  readonly within?: string;
  readonly level?: keyof typeof levels;
  readonly month?: string;
  readonly since?: string;
  readonly until?: string;
  readonly cases?: string;
  readonly format?: ExportFormat;
  readonly output?: string;
  readonly as?: string;
  readonly token?: string;
  readonly purpose?: string;
  readonly json?: boolean;
}

export function exportCommand(): Command {
  return new Command('export')
    .description(
      'Write what you may see as CSV or NDJSON, asked of the gateway (GATEWAY_URL). Imported again, records change nothing.',
    )
    .addArgument(new Argument('<kind>', 'what to write').choices(exportKinds))
    .option('--within <area>', 'only this area, such as 31.75.03; without it all of Indonesia')
    .addOption(
      new Option(
        '--level <level>',
        'of what is told of areas: of which level; without it districts, and of area-figures every level',
      ).choices(Object.keys(levels)),
    )
    .option('--month <month>', 'only this month, such as 2024-10')
    .option('--since <month>', 'only this month and later; with --until')
    .option('--until <month>', 'only this month and earlier; with --since')
    .option('--cases <file>', 'of refugees: the numbers of the cases, one a line')
    .addOption(new Option('--format <format>', 'csv, or as the name of the file ends').choices(exportFormats))
    .option('-o, --output <file>', 'where to write; without it to standard output')
    .option('--as <persona>', 'who asks, in a demonstration')
    .option('--token <token>', 'who asks, by a token; better GATEWAY_TOKEN, which nobody else on the machine reads')
    .option('--purpose <purpose>', 'why, for records of persons, such as permit-renewal')
    .option('--json', 'print the report as JSON')
    .action(runExport);
}

async function runExport(kind: string, flags: ExportFlags): Promise<void> {
  const { within, level, output: file, as, token, purpose, json } = flags;
  const { gatewayUrl, gatewayToken } = readSettings(
    { gatewayUrl: assessorSettings.gatewayUrl, gatewayToken: assessorSettings.gatewayToken },
    process.env,
  );
  const months = monthsOf(flags);
  if (within !== undefined) checkArea(within);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  const bar = progressBar('rows');
  try {
    const report = await exportKind({
      kind,
      url: gatewayUrl,
      token: tokenSource(gatewayUrl, as, token ?? gatewayToken),
      purpose,
      signal: stop.signal,
      onWait: tellWait,
      within: within ?? null,
      level: level === undefined ? null : levels[level],
      months,
      numbersFile: flags.cases ?? null,
      format: flags.format ?? (file?.endsWith('.ndjson') ? 'ndjson' : 'csv'),
      output: file === undefined ? standardOutput() : await outputFile(file),
      progress: bar.update,
    });
    bar.end();
    const told = { kind, file: file ?? null, ...report };
    const text = json ? `${JSON.stringify(told)}\n` : exportText(told);
    (file === undefined ? process.stderr : process.stdout).write(text);
    if (!isWhole(report)) process.exitCode = exitCodes.finding;
  } finally {
    bar.end();
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

function isWhole({ deniedAreas, deniedColumns, notShown }: ExportReport): boolean {
  return deniedAreas.length === 0 && deniedColumns.length === 0 && notShown === 0;
}

/** A report for a terminal: what was written, and what is not in it. */
export function exportText(report: ExportReport & { kind: string; file: string | null }): string {
  const { kind, file, rows, suppressed, deniedColumns, deniedAreas, notShown, firstNotShown } = report;
  const lines = [`${rows} rows of ${kind}${file === null ? '' : ` in ${file}`}.`];
  if (suppressed > 0) lines.push(`${suppressed} counts are not told, as their status columns say.`);
  for (const { column, reason } of deniedColumns) lines.push(`Without column ${column}: ${reason}`);
  for (const { area, reason } of deniedAreas) lines.push(`Without ${area}: ${reason}`);
  if (notShown > 0) lines.push(`Nothing is shown of ${notShown} numbers: ${firstNotShown.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function monthsOf({ month, since = month, until = month }: ExportFlags): { first: string; last: string } | null {
  if (since === undefined && until === undefined) return null;
  if (since === undefined || until === undefined) {
    throw new ToldError('--since and --until must be given together.', exitCodes.usage);
  }
  for (const each of [since, until]) {
    if (!isMonth(each)) throw new ToldError(`${each} must be a calendar month such as 2024-10.`, exitCodes.usage);
  }
  if (since > until) throw new ToldError(`--since ${since} must not be later than --until ${until}.`, exitCodes.usage);
  return { first: since, last: until };
}

function checkArea(code: string): void {
  const parsed = setting.areaCode.safeParse(code);
  if (!parsed.success) {
    throw new ToldError(`--within ${code}: ${parsed.error.issues[0]?.message ?? 'is no area code'}`, exitCodes.usage);
  }
}

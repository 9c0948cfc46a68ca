import { extname } from 'node:path';

import { Argument, Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { readSettings } from '../common/settings';
import { ToldError } from '../common/told-error';
import { assessorSettings } from '../subgraphs/config';
import { type Output, outputFile } from '../subgraphs/export/main';
import { askGateway, type GatewayAccess, interrupted, shown } from './ask/ask-gateway';
import { pagingOf, readOperation, readVariables } from './ask/operation-file';
import { type PagedFormat, writePage } from './ask/table-pages';
import { progressBar } from './progress';
import { standardOutput } from './standard-output';
import { tokenSource } from './token-source';

const formats = ['json', 'csv', 'ndjson', 'xlsx'] as const;
type Format = (typeof formats)[number];

interface QueryFlags extends AskFlags {
  readonly all?: boolean;
  readonly output?: string;
  readonly format?: Format;
  readonly rows?: string;
  readonly header: boolean;
  readonly bom?: boolean;
  readonly json?: boolean;
}

export interface AskFlags {
  readonly variable: readonly string[];
  readonly as?: string;
  readonly token?: string;
  readonly purpose?: string;
}

export function queryCommand(): Command {
  return withAskOptions(new Command('query'))
    .description(
      'Ask the operation of a file at the gateway (GATEWAY_URL), and write the answer as JSON or as a table.',
    )
    .option('--all', 'walk all pages of its one connection that takes after: $variable; as CSV or NDJSON')
    .option('-o, --output <file>', 'where to write; without it to standard output')
    .addOption(new Option('--format <format>', 'how to write, or as the name of the file ends').choices(formats))
    .option('--rows <path>', 'which list makes the rows, such as areas.nodes; needed where there are several')
    .option('--no-header', 'without the lines on what the table is')
    .option('--bom', 'CSV with a byte order mark, by which Excel knows UTF-8')
    .option('--json', 'print the report as JSON')
    .action(runQuery);
}

/** What every command that asks an operation of a file takes. */
export function withAskOptions(command: Command): Command {
  return command
    .addArgument(new Argument('<file>', 'a file with one operation'))
    .option<readonly string[]>(
      '-v, --variable <name=value>',
      'a variable of the operation; may be given several times',
      (each, all) => [...all, each],
      [],
    )
    .option('--as <persona>', 'who asks, in a demonstration')
    .option('--token <token>', 'who asks, by a token; better GATEWAY_TOKEN, which nobody else on the machine reads')
    .option('--purpose <purpose>', 'why, for records of persons, such as permit-renewal');
}

export function gatewayAccess({ as, token, purpose }: AskFlags, signal: AbortSignal): GatewayAccess {
  const { gatewayUrl, gatewayToken } = readSettings(
    { gatewayUrl: assessorSettings.gatewayUrl, gatewayToken: assessorSettings.gatewayToken },
    process.env,
  );
  return { url: gatewayUrl, token: tokenSource(gatewayUrl, as, token ?? gatewayToken), purpose, signal };
}

async function runQuery(file: string, flags: QueryFlags): Promise<void> {
  const { text, operation } = await readOperation(file);
  const variables = readVariables(flags.variable, operation);
  const format = flags.format ?? formatOf(flags.output);
  if (flags.all && format !== 'csv' && format !== 'ndjson') {
    throw new ToldError('--all writes csv or ndjson; give --format, or -o with such a name.', exitCodes.usage);
  }
  const paging = flags.all ? pagingOf(operation) : null;
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  const access = gatewayAccess(flags, stop.signal);
  const output = flags.output === undefined ? standardOutput() : await outputFile(flags.output);
  const bar = progressBar('rows');
  try {
    const asking = { access, query: text, variables, parameters: parametersOf(format, flags), output };
    const report =
      format === 'csv' || format === 'ndjson'
        ? await writeTable(format, asking, paging, bar.update)
        : await writeWhole(format, asking);
    if (stop.signal.aborted) throw interrupted();
    await output.finish();
    bar.end();
    tell({ file: flags.output ?? null, format, ...report }, flags);
  } catch (error) {
    await output.abandon();
    throw error;
  } finally {
    bar.end();
    process.off('SIGINT', abort).off('SIGTERM', abort);
  }
}

interface Asking {
  readonly access: GatewayAccess;
  readonly query: string;
  readonly variables: object;
  readonly parameters: Readonly<Record<string, string>>;
  readonly output: Output;
}

interface QueryReport {
  readonly pages: number;
  /** null where the answer is no table that was read. */
  readonly rows: number | null;
  /** What is missing in it. */
  readonly incomplete: readonly string[];
}

async function writeTable(
  format: PagedFormat,
  { access, query, variables, parameters, output }: Asking,
  paging: ReturnType<typeof pagingOf> | null,
  progress: (rows: number, total: number | null) => void,
): Promise<QueryReport> {
  const incomplete = new Set<string>();
  let rows = 0;
  let more: object = {};
  for (let pages = 1; ; pages += 1) {
    const response = await askGateway(access, { query, variables: { ...variables, ...more }, parameters });
    const facts = await writePage(response, format, pages === 1, output);
    for (const each of facts.get('incomplete') ?? []) incomplete.add(shown(each));
    rows += Number.parseInt(facts.get('rows')?.[0] ?? '0', 10);
    progress(rows, null);
    const cursor = paging && facts.get(`value ${paging.endCursor}`)?.[0];
    const hasNext = paging !== null && facts.get(`value ${paging.hasNextPage}`)?.[0] === 'true';
    if (paging === null || !hasNext || !cursor) return { pages, rows, incomplete: [...incomplete] };
    more = { [paging.variable]: cursor };
  }
}

async function writeWhole(
  format: Format,
  { access, query, variables, parameters, output }: Asking,
): Promise<QueryReport> {
  const response = await askGateway(access, { query, variables, parameters });
  const content = Buffer.from(await response.arrayBuffer());
  await output.write(content);
  if (format !== 'json') return { pages: 1, rows: null, incomplete: [] };
  await output.write('\n');
  const { errors = [] } = JSON.parse(content.toString()) as {
    readonly errors?: readonly { readonly message: string }[];
  };
  return { pages: 1, rows: null, incomplete: errors.map(({ message }) => shown(message)) };
}

function parametersOf(format: Format, { rows, header, bom, all }: QueryFlags): Record<string, string> {
  if (format === 'json') return {};
  if (!header && all)
    throw new ToldError('--all reads the header to find the next page; leave --no-header out.', exitCodes.usage);
  return {
    format,
    ...(rows === undefined ? {} : { rows }),
    ...(header ? {} : { header: 'none' }),
    ...(bom ? { bom: '1' } : {}),
  };
}

function formatOf(file: string | undefined): Format {
  return formats.find((each) => extname(file ?? '') === `.${each}`) ?? 'json';
}

function tell(
  report: QueryReport & { readonly file: string | null; readonly format: Format },
  { json }: QueryFlags,
): void {
  const { file, rows, pages, incomplete } = report;
  const lines = [
    ...(file === null ? [] : [`${rows === null ? 'The answer' : `${rows} rows of ${pages} pages`} in ${file}.`]),
    ...incomplete.map((each) => `Missing: ${each}`),
  ];
  const text = json ? JSON.stringify(report) : lines.join('\n');
  // Standard output is the answer's, where it is not in a file.
  if (text !== '') (file === null ? process.stderr : process.stdout).write(`${text}\n`);
  if (incomplete.length > 0) process.exitCode = exitCodes.finding;
}

import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { exitCodes } from '../../common/exit-codes';
import { GatewayClient, type GatewayOptions, interrupted } from '../../common/gateway-client';
import { ToldError } from '../../common/told-error';
import { subgraphDefinitions } from '../all-subgraphs';
import { type AreaLevel } from '../shared/area-code';
import type { ExportDefinition, MonthRange, QueryExport } from '../shared/export-definition';
import { areaFieldPages } from './area-field-pages';
import { areaPages, isInMonths } from './area-pages';
import { type ExportReport, exportRows } from './export-rows';
import { numberPages } from './number-pages';
import type { Output } from './output-file';
import { type Page, rowsShape, selectionOf, shaped } from './page';
import type { ExportFormat } from './row-text';
import { signalPages } from './signal-pages';

export type { ExportReport } from './export-rows';
export { type Output, outputFile } from './output-file';
export { type ExportFormat, exportFormats } from './row-text';

const definitions: readonly ExportDefinition[] = subgraphDefinitions.flatMap(({ exports }) => exports);

/** What can be exported, over all agencies: the kinds of import, and what is told by area and month. */
export const exportKinds: readonly string[] = definitions.map(({ kind }) => kind);

export interface ExportRequest extends GatewayOptions {
  readonly kind: string;
  readonly within: string | null;
  /** Of what is told of areas: of which level; null is districts for what is told by month, else every level. */
  readonly level: AreaLevel | null;
  readonly months: MonthRange | null;
  /** A file of numbers, one a line, for records that are not listed. */
  readonly numbersFile: string | null;
  readonly format: ExportFormat;
  readonly output: Output;
  readonly progress?: (rows: number, total: number | null) => void;
}

/**
 * Asks the gateway for all of a kind that the asker may see, and writes it. What is left behind is whole, or nothing.
 * @throws ToldError for whatever keeps it from being whole.
 */
export async function exportKind(request: ExportRequest): Promise<ExportReport> {
  const definition = definitions.find(({ kind }) => kind === request.kind);
  if (definition === undefined) throw new ToldError(`${request.kind}: is not exported`, exitCodes.usage);
  const { output, format, signal, progress = () => undefined } = request;
  try {
    refuseIdleOptions(definition, request);
    const report = await exportRows(pagesOf(definition, request), definition.columns, format, output, progress);
    if (signal.aborted) throw interrupted();
    await output.finish();
    return report;
  } catch (error) {
    await output.abandon();
    throw error;
  }
}

/** @throws ToldError for an option that would change nothing: whoever gave it expects another file. */
function refuseIdleOptions({ kind, by }: ExportDefinition, { level, months, numbersFile }: ExportRequest): void {
  const idle = (option: string, why: string): never => {
    throw new ToldError(`${kind}: ${option} does nothing here, since ${why}; leave it out`, exitCodes.usage);
  };
  if (level !== null && by !== 'area-and-month' && by !== 'area-itself')
    idle('--level', 'records are listed, whatever the level of their areas');
  if (months !== null && by === 'area-itself') idle('--month, --since or --until', 'there is one row an area');
  if (months !== null && by === 'number') idle('--month, --since or --until', 'records are asked for by their numbers');
  if (numbersFile !== null && by !== 'number') idle('--cases', 'no numbers are needed');
}

function pagesOf(definition: ExportDefinition, request: ExportRequest): AsyncIterable<Page> {
  const gateway = new GatewayClient(request);
  switch (definition.by) {
    case 'area':
      return areaPages(definition, request, gateway);
    case 'query':
      return queryPage(definition, request.months, gateway);
    case 'area-itself':
      return areaFieldPages(definition, request, gateway);
    case 'area-and-month':
      return signalPages(definition, { ...request, level: request.level ?? 'DISTRICT' }, gateway);
    case 'number': {
      if (request.numbersFile !== null) return numberPages(definition, numbersIn(request.numbersFile), gateway);
      throw new ToldError(
        `${definition.kind}: ${definition.notListed}; name a file of their numbers, one a line, with --cases`,
        exitCodes.usage,
      );
    }
  }
}

async function* queryPage(
  definition: QueryExport,
  months: MonthRange | null,
  gateway: GatewayClient,
): AsyncGenerator<Page> {
  const { data } = await gateway.ask(
    `query Export { list: ${definition.field} { ${selectionOf(definition.columns)} } }`,
    {},
  );
  const nodes = shaped(rowsShape, data.list);
  const wanted = nodes.filter((node) => isInMonths(node, definition, months));
  yield { nodes: wanted, total: wanted.length, deniedFields: new Map() };
}

/** @throws ToldError naming the line that is no number. */
async function* numbersIn(path: string): AsyncGenerator<string> {
  let line = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      line += 1;
      const number = text.replace(/^\uFEFF/, '').trim();
      if (number === '') continue;
      if (!/^[A-Za-z0-9][A-Za-z0-9./-]{0,63}$/.test(number)) {
        throw new ToldError(`${path}: line ${line} is no number of letters, digits, dots, dashes and slashes`);
      }
      yield number;
    }
  } catch (error) {
    if (error instanceof ToldError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? '';
    throw code === '' ? error : new ToldError(`${path}: cannot be read (${code})`);
  }
}

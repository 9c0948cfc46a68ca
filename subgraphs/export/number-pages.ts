import { z } from 'zod';

import type { GatewayClient } from '../../common/gateway-client';
import type { NumberExport } from '../shared/export-definition';
import { type Page, selectionOf, shaped } from './page';

const numbersAtOnce = 20;

/** Pages of records asked for by their numbers. What is not there and what may not be seen are told alike. */
export async function* numberPages(
  definition: NumberExport,
  numbers: AsyncIterable<string>,
  gateway: GatewayClient,
): AsyncGenerator<Page> {
  let some: string[] = [];
  for await (const number of numbers) {
    some.push(number);
    if (some.length < numbersAtOnce) continue;
    yield await pageOf(definition, some, gateway);
    some = [];
  }
  if (some.length > 0) yield await pageOf(definition, some, gateway);
}

async function pageOf(definition: NumberExport, numbers: readonly string[], gateway: GatewayClient): Promise<Page> {
  const variables = Object.fromEntries(numbers.map((number, at) => [`n${at}`, number]));
  const { data, denied } = await gateway.ask(queryOf(definition, numbers.length), variables);
  const [reason] = denied.map((each) => each.reason);
  if (reason !== undefined) {
    return { nodes: [], total: null, deniedFields: new Map(), deniedArea: { area: definition.kind, reason } };
  }
  const records = numbers.map((_, at) => shaped(recordShape, data[`r${at}`] ?? null));
  return {
    nodes: records.flatMap((record) => {
      const rows = record?.[definition.rows];
      return Array.isArray(rows) ? rows.map((row: object) => ({ ...row, record })) : [];
    }),
    total: null,
    deniedFields: new Map(),
    notShown: numbers.filter((_, at) => records[at] === null),
  };
}

const recordShape = z.record(z.string(), z.unknown()).nullable();

function queryOf({ field, rows, columns }: NumberExport, count: number): string {
  const own = columns.map((each) => ({ ...each, from: each.from.filter((path) => !path.startsWith('record.')) }));
  const fields = `{ ${selectionOf(columns, 'record.')} ${rows} { ${selectionOf(own)} } }`;
  const at = Array.from({ length: count }, (_, index) => index);
  return `query ExportRecords(${at.map((index) => `$n${index}: ID!`).join(' ')}) {
    ${at.map((index) => `r${index}: ${field}(id: $n${index}) ${fields}`).join('\n')}
  }`;
}

import { join } from 'node:path';

import { projectRoot } from '../../../common/project-root';
import { openSource } from '../../../subgraphs/import/source-file';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import type { ImportDefinition, ParsedRow, RawRow } from '../../../subgraphs/shared/import-definition';
import { collect } from './support';

/** What an import makes of rows on the demonstration's last day. */
export async function parseRows(definition: ImportDefinition, rows: readonly RawRow[]): Promise<ParsedRow[]> {
  const help = { areas: await loadAreaCatalogue(), today: '2024-10-31' };
  return rows.map((row) => definition.parse(row, help));
}

/** The same of a file of examples/import. */
export async function parseSample(definition: ImportDefinition, name: string): Promise<ParsedRow[]> {
  const source = await openSource(definition, join(projectRoot, 'examples', 'import', name));
  const rows = (await collect(source.rows)).flatMap((row) => ('values' in row ? [row.values] : []));
  return parseRows(definition, rows);
}

/** `column: reason` of each fault, by row. */
export const faultsOf = (parsed: readonly ParsedRow[]): string[][] =>
  parsed.map((row) => (row.ok ? [] : row.faults.map(({ column, reason }) => `${column}: ${reason}`)));

export const faultyColumns = (parsed: readonly ParsedRow[]): string[][] =>
  faultsOf(parsed).map((faults) => faults.map((fault) => fault.split(':')[0] ?? ''));

/** The record that a row brings. */
export function recordOf(parsed: ParsedRow | undefined): unknown {
  if (parsed?.ok !== true) throw new Error(JSON.stringify(parsed));
  return parsed.documents[0]?.document;
}

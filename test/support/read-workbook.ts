import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openArchive } from '../../subgraphs/import/xlsx/archive';
import { openSheet } from '../../subgraphs/import/xlsx/workbook';

/** The cells of each sheet, as the import of workbooks reads them. */
export async function readWorkbook(bytes: Buffer): Promise<Record<string, unknown[][]>> {
  const folder = await mkdtemp(join(tmpdir(), 'simpul-workbook-'));
  const file = join(folder, 'workbook.xlsx');
  await writeFile(file, bytes);
  const sheets: Record<string, unknown[][]> = {};
  for (let name: string | undefined = 'Rows'; name !== undefined;) {
    const { rows, others } = await openSheet(await openArchive(file), name);
    const cells: unknown[][] = [];
    for await (const row of rows) cells.push('cells' in row ? [...row.cells] : [row.faults]);
    sheets[name] = cells;
    name = others.find((other) => !Object.hasOwn(sheets, other));
  }
  await rm(folder, { recursive: true });
  return sheets;
}

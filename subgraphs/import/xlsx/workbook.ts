import { posix } from 'node:path';

import { ToldError } from '../../../common/told-error';
import { shown, type TableRow } from '../file-row';
import type { Archive } from './archive';
import { noStrings, readSharedStrings } from './shared-strings';
import { sheetRows } from './sheet-rows';
import { readStyles } from './styles';
import { readXml } from './xml';

/** One sheet of a workbook, ready to be read. */
export interface WorkbookSheet {
  readonly name: string;
  /** The other sheets that are seen in the workbook. */
  readonly others: readonly string[];
  readonly from1904: boolean;
  readonly rows: AsyncGenerator<TableRow>;
  /** How much of the sheet was read, from 0 to 1. */
  readonly share: () => number;
}

const mostOfASmallPart = 16 * 1_048_576;
const mostOfTexts = 4 * 1_073_741_824;
const mostOfASheet = 64 * 1_073_741_824;

export function isWorkbook(archive: Archive): boolean {
  return archive.names.includes(workbookPart);
}

const workbookPart = 'xl/workbook.xml';

/** Opens the sheet of the given name, or the first that is not hidden. The archive stays open until the rows are read. */
export async function openSheet(archive: Archive, sheetName?: string): Promise<WorkbookSheet> {
  const { sheets, from1904 } = await readContents(archive);
  const visible = sheets.filter(({ isHidden }) => !isHidden);
  const sheet =
    sheetName === undefined ? visible[0] : sheets.find(({ name }) => name.toLowerCase() === sheetName.toLowerCase());
  if (sheet === undefined) throw new ToldError(noSheet(sheetName, sheets));
  const small = (part: string): AsyncGenerator<Buffer> => archive.read(part, mostOfASmallPart);
  const has = (part: string): boolean => archive.names.includes(part);
  const styles = has('xl/styles.xml') ? await readStyles(small('xl/styles.xml')) : [];
  let read = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const chunk of archive.read(sheet?.part ?? '', mostOfASheet)) {
      read += chunk.length;
      yield chunk;
    }
  }
  async function* rows(): AsyncGenerator<TableRow> {
    const texts = 'xl/sharedStrings.xml';
    const strings = has(texts) ? await readSharedStrings(archive.read(texts, mostOfTexts)) : noStrings;
    try {
      yield* sheetRows(counted(), { strings, styles, from1904 });
    } finally {
      strings.close();
      archive.close();
    }
  }
  return {
    name: sheet.name,
    others: visible.filter((other) => other !== sheet).map(({ name }) => name),
    from1904,
    rows: rows(),
    share: () => read / Math.max(1, archive.sizeOf(sheet.part)),
  };
}

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

async function readContents(archive: Archive): Promise<{ sheets: readonly Sheet[]; from1904: boolean }> {
  const parts = await readRelations(archive);
  const sheets: Sheet[] = [];
  let from1904 = false;
  const open = (name: string, attributes: Readonly<Record<string, string>>): void => {
    if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
    const part = parts.get(Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '');
    if (name !== 'sheet' || part === undefined) return;
    sheets.push({ name: attributes.name ?? '', isHidden: (attributes.state ?? 'visible') !== 'visible', part });
  };
  for await (const _ of readXml(archive.read(workbookPart, mostOfASmallPart), { open }));
  return { sheets, from1904 };
}

/** Where each worksheet stands in the archive, by the id that the workbook gives it. */
async function readRelations(archive: Archive): Promise<ReadonlyMap<string, string>> {
  const parts = new Map<string, string>();
  const open = (name: string, { Id = '', Type = '', Target = '' }: Readonly<Record<string, string>>): void => {
    if (name !== 'Relationship' || !Type.endsWith('/worksheet')) return;
    parts.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.join('xl', Target));
  };
  for await (const _ of readXml(archive.read('xl/_rels/workbook.xml.rels', mostOfASmallPart), { open }));
  return parts;
}

function noSheet(sheetName: string | undefined, sheets: readonly Sheet[]): string {
  if (sheetName === undefined) return 'has no sheet that is not hidden; name one with --sheet';
  return `has no sheet ${shown(sheetName)}; it has ${sheets.map(({ name }) => shown(name)).join(', ')}`;
}

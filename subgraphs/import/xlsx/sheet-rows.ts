import { ToldError } from '../../../common/told-error';
import { type Cell, faultyRow, longestRow, type TableRow, textOf } from '../file-row';
import { type CellContext, cellText } from './cell-text';
import { readXml, type XmlListener } from './xml';

/** What a sheet can hold at most; more is no workbook. */
const mostRows = 1_048_576;
const mostColumns = 16_384;

/** The rows of a sheet that hold anything, by the numbers that a spreadsheet shows beside them. */
export async function* sheetRows(chunks: AsyncIterable<Buffer>, context: CellContext): AsyncGenerator<TableRow> {
  const reader = createSheetReader(context);
  for await (const _ of readXml(chunks, reader.listener)) yield* reader.taken();
}

function createSheetReader(context: CellContext): { listener: XmlListener; taken: () => TableRow[] } {
  let rows: TableRow[] = [];
  let cells: Cell[] = [];
  let [line, column, length] = [0, -1, 0];
  let [type, style, value] = ['n', 0, ''];
  let [isValue, isPhonetic] = [false, false];
  const openRow = (number: string | undefined): void => {
    const next = number === undefined ? line + 1 : Number(number);
    if (!(next > line && next <= mostRows))
      throw new ToldError(`has a row ${number ?? next} where none can be; save it again`);
    [line, column, cells, length] = [next, -1, [], 0];
  };
  const openCell = (attributes: Readonly<Record<string, string>>): void => {
    column = columnOf(attributes.r) ?? column + 1;
    if (column >= mostColumns) throw new ToldError(`has a cell beyond the last column in row ${line}; save it again`);
    [type, style, value] = [attributes.t ?? 'n', Number(attributes.s ?? 0), ''];
  };
  const closeCell = (): void => {
    const cell = cellText({ type, style, value }, context);
    length += textOf(cell).length;
    if (textOf(cell) === '' || length > longestRow) return;
    while (cells.length < column) cells.push('');
    cells[column] = cell;
  };
  const closeRow = (): void => {
    if (length > longestRow) rows.push(faultyRow(line, '', `is longer than ${longestRow} characters`));
    else if (cells.some((cell) => textOf(cell).trim() !== '')) rows.push({ line, cells });
  };
  const listener: XmlListener = {
    open: (name, attributes) => {
      if (name === 'row') openRow(attributes.r);
      else if (name === 'c') openCell(attributes);
      else if (name === 'rPh') isPhonetic = true;
      isValue = (name === 'v' || name === 't') && !isPhonetic;
    },
    text: (text) => {
      if (isValue && value.length <= longestRow) value += text;
    },
    close: (name) => {
      isValue = false;
      if (name === 'c') closeCell();
      else if (name === 'row') closeRow();
      else if (name === 'rPh') isPhonetic = false;
    },
  };
  const taken = (): TableRow[] => {
    const done = rows;
    rows = [];
    return done;
  };
  return { listener, taken };
}

/** The place of a column by its letters: A is 0, AA is 26. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

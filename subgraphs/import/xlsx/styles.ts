import { readXml } from './xml';

/** How the number in a cell is shown: as a day, with zeros before it, or as it is. */
export type NumberStyle = { readonly as: 'DAY' } | { readonly as: 'PADDED'; readonly digits: number } | null;

/** The style of each number by the `s` of its cell. */
export async function readStyles(chunks: AsyncIterable<Buffer>): Promise<readonly NumberStyle[]> {
  const formats = new Map<string, string>();
  const styles: NumberStyle[] = [];
  let isCell = false;
  const listener = {
    open: (name: string, attributes: Readonly<Record<string, string>>) => {
      if (name === 'cellXfs') isCell = true;
      if (name === 'numFmt') formats.set(attributes.numFmtId ?? '', attributes.formatCode ?? '');
      if (name === 'xf' && isCell) styles.push(styleOf(attributes.numFmtId ?? '0', formats));
    },
    close: (name: string) => {
      if (name === 'cellXfs') isCell = false;
    },
  };
  for await (const _ of readXml(chunks, listener));
  return styles;
}

function styleOf(id: string, formats: ReadonlyMap<string, string>): NumberStyle {
  const code = formats.get(id);
  if (code === undefined) return isBuiltInDay(Number(id)) ? { as: 'DAY' } : null;
  // What stands in quotation marks or brackets, or after a backslash, is shown and formats nothing.
  const [bare = ''] = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').split(';', 1);
  if (/^0{2,}$/.test(bare)) return { as: 'PADDED', digits: bare.length };
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare) ? { as: 'DAY' } : null;
}

// ECMA-376 part 1, 18.8.30, with the ids that East Asian versions use for days.
function isBuiltInDay(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

import { SaxesParser } from 'saxes';

import { ToldError } from '../../../common/told-error';

/** Told of what a part of a workbook holds, in its order; names come without their prefix. */
export interface XmlListener {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const deepest = 64;
/** Bytes without the beginning or end of an element: no cell holds that much. */
const longestText = 1_048_576;

/** Reads XML of any length. It pauses after every piece, so that what was heard can be taken. */
export async function* readXml(chunks: AsyncIterable<Buffer>, listener: XmlListener): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let [depth, silent] = [0, 0];
  const heard = (change: number): void => {
    [depth, silent] = [depth + change, 0];
    if (depth > deepest) throw new ToldError(unreadable);
  };
  parser.on('doctype', () => {
    throw new ToldError(unreadable);
  });
  parser.on('opentag', ({ name, attributes }) => {
    heard(1);
    listener.open?.(local(name), attributes);
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  parser.on('closetag', ({ name }) => {
    heard(-1);
    listener.close?.(local(name));
  });
  const feed = (act: () => void): void => {
    try {
      act();
    } catch (error) {
      throw error instanceof ToldError ? error : new ToldError(unreadable);
    }
  };
  for await (const chunk of chunks) {
    silent += chunk.length;
    feed(() => void parser.write(decoder.decode(chunk, { stream: true })));
    if (silent > longestText) throw new ToldError(unreadable);
    yield;
  }
  feed(() => void parser.write(decoder.decode()).close());
  yield;
}

const unreadable = 'is a workbook that is damaged; save it again, as XLSX or as CSV (UTF-8)';

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

import { inspect } from 'node:util';

import { describe, expect, it } from '@jest/globals';

import { readSettings } from '../../common/settings';
import { keysFor, randomSubgraphKeys, subgraphKeySettings } from '../../common/subgraph-keys';

const read = (text?: string) => readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: text }).subgraphKeys;
const base64 = (bytes: number): string => Buffer.alloc(bytes, 7).toString('base64');

describe('SUBGRAPH_KEYS', () => {
  it('is no key when unset, and otherwise keys in their order', () => {
    expect(read()).toEqual([]);
    expect(read(`2026b=${base64(32)}, 2026a=${base64(64)}`).map(({ id }) => id)).toEqual(['2026b', '2026a']);
    expect(read(randomSubgraphKeys())).toHaveLength(1);
  });

  it.each([
    ['shorter than 32 bytes', `a=${base64(32)},b=${base64(31)}`, 'each key must be at least 32 bytes'],
    ['without an id', base64(32), 'it must be pairs such as'],
    ['not in base64', `a=${'*'.repeat(44)}`, 'it must be pairs such as'],
    ['with one id twice', `a=${base64(32)},a=${base64(33)}`, 'each id may be there once only'],
  ])('is refused when a key is %s, and not repeated', (_, text, reason) => {
    expect(() => read(text)).toThrow(reason);
    expect(() => read(text)).not.toThrow(text.slice(-20));
  });

  it('gives a subgraph its own keys where it has some, and else those of all', () => {
    const keys = read(`a=${base64(32)},weather:w2=${base64(33)},weather:w1=${base64(34)}`);
    expect(keysFor(keys, 'weather').map(({ id }) => id)).toEqual(['w2', 'w1']);
    expect(keysFor(keys, 'permits').map(({ id }) => id)).toEqual(['a']);
    expect(keysFor([], 'permits')).toEqual([]);
  });

  it('leaves no subgraph unsigned where others are signed', () => {
    expect(() => keysFor(read(`weather:w1=${base64(32)}`), 'permits')).toThrow('none is for permits');
  });

  it('prints nothing of a key, however it is printed', () => {
    const keys = read(`a=${base64(32)}`);
    const printed = inspect(keys, { depth: 9, showHidden: true }) + JSON.stringify(keys);
    expect(printed).not.toMatch(/BwcHBw|0707|07 07/);
  });
});

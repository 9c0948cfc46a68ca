import { describe, expect, it } from '@jest/globals';

import { mergeInto } from '../../../gateway/execute/merge-data';

function merged(target: object, source: object): object {
  mergeInto(target as Record<string, unknown>, source as Record<string, unknown>);
  return target;
}

describe('what a subgraph brought', () => {
  it('is added to the object; objects and lists that are there are completed and stay the same', () => {
    const inner = { a: 1 };
    const list = [{ a: 1 }, null];
    const target = merged({ inner, list }, { inner: { b: 2 }, list: [{ b: 2 }, { c: 3 }], more: [1] });
    expect(target).toEqual({ inner: { a: 1, b: 2 }, list: [{ a: 1, b: 2 }, { c: 3 }], more: [1] });
    expect(target).toMatchObject({ inner, list });
    expect((target as { inner: object }).inner).toBe(inner);
  });

  it('does not replace a value by null', () => {
    expect(merged({ a: 1, b: { c: 1 } }, { a: null, b: null })).toEqual({ a: 1, b: { c: 1 } });
    expect(merged({ a: null }, { a: 0 })).toEqual({ a: 0 });
  });

  it('never reaches a prototype', () => {
    const bad = JSON.parse(
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":{"__proto__":{"polluted":1}}}',
    );
    const target = merged({ a: { b: 1 } }, bad) as any;
    merged(target, JSON.parse('{"constructor":{"prototype":{"polluted":2}}}'));
    expect(({} as any).polluted).toBeUndefined();
    expect((Object as any).prototype.polluted).toBeUndefined();
    expect(target.polluted).toBeUndefined();
    expect(Object.getPrototypeOf(target)).toBe(Object.prototype);
    expect(Object.hasOwn(target, 'constructor')).toBe(true);
  });

  it('keeps a null under a name that objects have as a property', () => {
    expect(Object.entries(merged({}, { toString: null }))).toEqual([['toString', null]]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { areaLevelOf, areaPath, cityOf, isWithin, parentOf, parseAreaCode } from '../../../subgraphs/shared/area-code';

const reasonFor = (text: unknown): string => {
  const parsed = parseAreaCode(text);
  return parsed.ok ? `accepted as ${parsed.code}` : parsed.reason;
};

describe('parseAreaCode', () => {
  it.each([
    ['31', 'PROVINCE'],
    ['31.75', 'CITY'],
    ['31.75.03', 'DISTRICT'],
    ['31.75.03.1001', 'VILLAGE'],
  ])('reads %s as a %s', (text, level) => {
    expect(parseAreaCode(text)).toEqual({ ok: true, code: text, level });
  });

  it('drops the spaces around a code', () => {
    expect(parseAreaCode(' 31.75 ')).toEqual({ ok: true, code: '31.75', level: 'CITY' });
  });

  it.each(['3172', '3175', '3172060', '3172060001'])(
    'tells that %s looks like a BPS code and converts nothing',
    (text) => {
      expect(reasonFor(text)).toBe(
        `"${text}" looks like a BPS code; Simpul uses Kemendagri codes with dots such as 31.75.03.1001 ` +
          '(BPS 3172 is East Jakarta, whose Kemendagri code is 31.75; BPS 3175 is North Jakarta)',
      );
    },
  );

  it.each([
    ['317503', 'has no dots; write it as 31.75.03 if it is a Kemendagri code'],
    ['3175031001', 'may be a BPS code; write it as 31.75.03.1001 only if it is a Kemendagri code'],
    ['31750', 'has 5 digits and no dots'],
    ['', 'is empty'],
    ['   ', 'is empty'],
    ['31.7', 'needs 2 digits in part 2 and has 1'],
    ['31.75.3', 'needs 2 digits in part 3 and has 1'],
    ['31.75.03.101', 'needs 4 digits in part 4 and has 3'],
    ['31.75.', 'needs 2 digits in part 3 and has 0'],
    ['31.75.03.1001.01', 'has 5 parts'],
    ['31.75.O3', 'holds "O3", which is not a number'],
    ['31-75', 'holds "31-75", which is not a number'],
    ['31.01.40001', 'looks like the code of an island'],
    [3175, 'an area code is text such as "31.75.03", not a number'],
    [null, 'not null'],
    [undefined, 'not undefined'],
    [['31.75'], 'not a list'],
    [{}, 'not an object'],
  ])('says what is wrong with %p', (text, reason) => {
    expect(reasonFor(text)).toContain(reason);
  });

  it('never throws, and quotes at most forty characters of what it was given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof parseAreaCode(value).ok).toBe('boolean');
      }),
    );
    expect(reasonFor('x'.repeat(10_000)).length).toBeLessThan(300);
  });
});

describe('the parts of a code', () => {
  it('lists the areas a village lies in, the widest first and itself last', () => {
    expect(areaPath('31.75.03.1001')).toEqual(['31', '31.75', '31.75.03', '31.75.03.1001']);
    expect(areaPath('31')).toEqual(['31']);
  });

  it('names the level of every code on that path', () => {
    expect(areaPath('31.75.03.1001').map(areaLevelOf)).toEqual(['PROVINCE', 'CITY', 'DISTRICT', 'VILLAGE']);
  });

  it('refuses to name the level of a text that was never parsed', () => {
    expect(() => areaLevelOf('3175')).toThrow(RangeError);
  });

  it('knows the city of a code and that a province has none', () => {
    expect(['31.75.03.1001', '31.75.03', '31.75', '31'].map(cityOf)).toEqual(['31.75', '31.75', '31.75', null]);
  });

  it('knows the parent of a code and that a province has none', () => {
    expect(['31.75.03.1001', '31.75', '31'].map(parentOf)).toEqual(['31.75.03', '31', null]);
  });

  it('counts an area within itself and its ancestors, and in nothing else', () => {
    expect(isWithin('31.75.03', '31.75.03')).toBe(true);
    expect(isWithin('31.75.03.1001', '31.75')).toBe(true);
    expect(isWithin('31.75', '31.75.03')).toBe(false);
    expect(isWithin('31.74.03', '31.75')).toBe(false);
    expect(isWithin('31.75.03', '31.7')).toBe(false);
  });
});

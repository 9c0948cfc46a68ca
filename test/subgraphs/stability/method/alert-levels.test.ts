import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { alertLevels as alertLevelsBy } from '../../../../subgraphs/stability/method/alert-levels';
import { levelOf } from '../../../../subgraphs/stability/method/levels';
import { asri1 } from '../../../../subgraphs/stability/method/method-version';
import type { AssessedMonth } from '../../../../subgraphs/stability/method/trend';

const alertLevels = (history: readonly AssessedMonth[]) => alertLevelsBy(history, asri1);

/** Months from January 2024 on, by their index; "D" is an index of grade D. */
const months = (...indices: (number | null | 'D')[]): AssessedMonth[] =>
  indices.map((index, at) => ({
    period: `${2024 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
    index: index === 'D' ? 7 : index,
    se: index === null ? null : 0.2,
    reliabilityGrade: index === null || index === 'D' ? 'D' : 'A',
  }));
const levels = (...indices: (number | null | 'D')[]) => alertLevels(months(...indices)).map(({ level }) => level);

describe('an alert', () => {
  it('rises in the month in which the index crosses, over several levels at once', () => {
    expect(levels(3, 5, 6.6)).toEqual(['NORMAL', 'SIAGA', 'AWAS']);
  });

  it('does not fall when the index wavers about the limit', () => {
    expect(levels(5.1, 4.9, 4.75, 5, 4.6, 4.8, 4.6)).toEqual(Array(7).fill('SIAGA'));
  });

  it('falls after two months in a row more than 0.3 below the limit', () => {
    expect(levels(5.1, 4.6, 4.6)).toEqual(['SIAGA', 'SIAGA', 'WASPADA']);
    expect(levels(5.1, 4.7, 4.7, 4.7)).toEqual(['SIAGA', 'SIAGA', 'SIAGA', 'SIAGA']);
  });

  it('falls as far as two months are below, and no further', () => {
    expect(levels(7, 3, 3)).toEqual(['AWAS', 'AWAS', 'NORMAL']);
    expect(levels(7, 4.9, 4.9)).toEqual(['AWAS', 'AWAS', 'SIAGA']);
    expect(levels(7, 6, 3, 3)).toEqual(['AWAS', 'AWAS', 'SIAGA', 'NORMAL']);
  });

  it('has no level in a month without an index or of grade D, which neither counts nor breaks the row', () => {
    expect(levels(5.1, 4.6, null, 4.6)).toEqual(['SIAGA', 'SIAGA', null, 'WASPADA']);
    expect(levels(5.1, 4.6, 'D', 'D', 4.9)).toEqual(['SIAGA', 'SIAGA', null, null, 'SIAGA']);
    const [first] = alertLevels(months('D'));
    expect(first).toEqual({
      period: '2024-01',
      status: 'INSUFFICIENT_DATA',
      level: null,
      probability: null,
      change: null,
      needsConfirmation: false,
    });
  });

  it('needs a person when it rises to SIAGA or above, not when it stands, falls or is lower', () => {
    const needed = alertLevels(months(4, 5, 5.5, 7, 6, 6, 6)).map(({ change, needsConfirmation }) => [
      change,
      needsConfirmation,
    ]);
    expect(needed).toEqual([
      ['RISEN', false],
      ['RISEN', true],
      ['UNCHANGED', false],
      ['RISEN', true],
      ['UNCHANGED', false],
      ['FALLEN', false],
      ['UNCHANGED', false],
    ]);
  });

  it('tells how probable it is that the index is at its level or above', () => {
    const [risen, held] = alertLevels(months(5, 4.8));
    expect(risen?.probability).toBeCloseTo(0.5, 9);
    expect(held?.probability).toBeCloseTo(0.158655, 6);
  });

  it('reads a history in the order of its months, however it is given', () => {
    const history = months(5.1, 4.6, 4.6, 3.6, 6);
    expect(alertLevels([...history].reverse())).toEqual(alertLevels(history));
  });

  it('is never below the level that the index itself stands in, and NORMAL where it never left it', () => {
    const index = fc.double({ min: 0, max: 10, noNaN: true });
    const names = asri1.levels.map(({ level }) => level);
    fc.assert(
      fc.property(fc.array(index, { maxLength: 24 }), (indices) => {
        alertLevels(months(...indices)).forEach(({ level }, at) => {
          const own = levelOf(indices[at] ?? 0, asri1);
          expect(names.indexOf(level ?? 'NORMAL')).toBeGreaterThanOrEqual(names.indexOf(own));
        });
        const calm = indices.map((value) => Math.min(value, 3.49));
        expect(levels(...calm).every((level) => level === 'NORMAL')).toBe(true);
      }),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { addDays, addMonths, type Day, firstDayOf, lastDayOf, monthOf } from '../../../subgraphs/shared/calendar';
import {
  balancesOn,
  buildSeries,
  type Change,
  historyMonths,
  type SignalSeries,
  sumSeries,
} from '../../../subgraphs/shared/signal-series';

const measures = ['late', 'silent'] as const;
const day = (first: Day, days: number) => fc.integer({ min: 0, max: days }).map((after) => addDays(first, after));
const anyChange: fc.Arbitrary<Change> = fc.record({
  on: day('2021-06-01', 2_200),
  measure: fc.constantFrom(...measures),
  x: fc.integer({ min: -3, max: 9 }),
  n: fc.integer({ min: -3, max: 9 }),
});
const anyChanges = fc.array(anyChange, { maxLength: 60 });
const anyToday = day('2024-01-15', 700);

function naiveBalances(changes: readonly Change[], on: Day) {
  const sum = (measure: string, part: 'x' | 'n'): number =>
    changes
      .filter((change) => change.measure === measure && change.on <= on)
      .reduce((all, next) => all + next[part], 0);
  return new Map(measures.map((measure) => [measure, { x: sum(measure, 'x'), n: sum(measure, 'n') }]));
}

/** The days that are asked for: ends of closed months, today, and days to come. */
function askedDays(today: Day): Day[] {
  const closed = Array.from({ length: historyMonths }, (_, back) => lastDayOf(addMonths(monthOf(today), -1 - back)));
  return [...closed, firstDayOf(monthOf(today)), today, addDays(today, 1), addDays(today, 45), addDays(today, 400)];
}

const told = (series: SignalSeries, days: readonly Day[]) => days.map((on) => balancesOn(series, measures, on));

describe('a series', () => {
  it('tells on every asked day the sum of all changes up to it', () => {
    fc.assert(
      fc.property(anyChanges, anyToday, (changes, today) => {
        const days = askedDays(today);
        expect(told(buildSeries(changes, measures, today), days)).toEqual(days.map((on) => naiveBalances(changes, on)));
      }),
    );
  });

  it('tells the same when it was computed months ago', () => {
    fc.assert(
      fc.property(anyChanges, anyToday, fc.integer({ min: 0, max: 300 }), (changes, computed, later) => {
        const today = addDays(computed, later);
        const days = askedDays(today).filter(
          (on) => on >= firstDayOf(monthOf(computed)) || on === lastDayOf(monthOf(on)),
        );
        const reached = days.filter((on) => monthOf(on) >= addMonths(monthOf(computed), -historyMonths));
        expect(told(buildSeries(changes, measures, computed), reached)).toEqual(
          reached.map((on) => naiveBalances(changes, on)),
        );
      }),
    );
  });

  it('does not depend on the order of the changes', () => {
    fc.assert(
      fc.property(anyChanges, anyToday, (changes, today) => {
        expect(buildSeries([...changes].reverse(), measures, today)).toEqual(buildSeries(changes, measures, today));
      }),
    );
  });

  it('keeps nothing of changes that cancel each other', () => {
    fc.assert(
      fc.property(anyChanges, anyToday, (changes, today) => {
        const undone = changes.map((change) => ({ ...change, x: -change.x, n: -change.n }));
        expect(buildSeries([...changes, ...undone], measures, today).pending).toEqual([]);
      }),
    );
  });

  it('survives a round trip through JSON', () => {
    fc.assert(
      fc.property(anyChanges, anyToday, (changes, today) => {
        const series = buildSeries(changes, measures, today);
        expect(JSON.parse(JSON.stringify(series))).toEqual(series);
      }),
    );
  });
});

describe('a sum of series', () => {
  const anyParts = fc.array(fc.tuple(anyChanges, fc.integer({ min: 0, max: 400 })), { minLength: 1, maxLength: 4 });

  it('is the series of all changes, whenever its parts were computed', () => {
    fc.assert(
      fc.property(anyParts, anyChanges, anyToday, (parts, own, today) => {
        const series = parts.map(([changes, ago]) => buildSeries(changes, measures, addDays(today, -ago)));
        const all = [...own, ...parts.flatMap(([changes]) => changes)];
        expect(sumSeries([...series, buildSeries(own, measures, today)], measures, today)).toEqual(
          buildSeries(all, measures, today),
        );
      }),
    );
  });

  it('loses nothing when the clock of a part runs ahead into the next month', () => {
    fc.assert(
      fc.property(anyParts, anyChanges, anyToday, (parts, own, today) => {
        const ahead = addDays(lastDayOf(monthOf(today)), 1);
        const series = parts.map(([changes], index) => buildSeries(changes, measures, index === 0 ? ahead : today));
        const all = [...own, ...parts.flatMap(([changes]) => changes)];
        expect(sumSeries([...series, buildSeries(own, measures, today)], measures, today)).toEqual(
          buildSeries(all, measures, ahead),
        );
      }),
    );
  });

  it('leaves its parts as they are', () => {
    const change: Change = { on: '2024-10-17', measure: 'late', x: 1, n: 2 };
    const part = buildSeries([change], measures, '2024-10-20');
    const before = JSON.stringify(part);
    sumSeries([part, part], measures, '2024-11-20');
    expect(JSON.stringify(part)).toBe(before);
  });
});

describe('an example', () => {
  it('lets an incident enter a 90-day window and leave it', () => {
    const changes: Change[] = [
      { on: '2024-10-17', measure: 'late', x: 3, n: 1 },
      { on: addDays('2024-10-17', 90), measure: 'late', x: -3, n: -1 },
    ];
    const series = buildSeries(changes, ['late'], '2024-10-31');
    const on = (asked: Day) => balancesOn(series, ['late'], asked).get('late');
    expect([on('2024-09-30'), on('2024-10-16'), on('2024-10-17')]).toEqual([
      { x: 0, n: 0 },
      { x: 0, n: 0 },
      { x: 3, n: 1 },
    ]);
    expect([on('2025-01-14'), on('2025-01-15')]).toEqual([
      { x: 3, n: 1 },
      { x: 0, n: 0 },
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { applicationChanges, lodgingChanges } from '../../../subgraphs/permits/permit-signals';
import { addDays, type Day } from '../../../subgraphs/shared/calendar';
import type { Change } from '../../../subgraphs/shared/signal-series';

const start = '2023-09-01';
const daysWatched = 300;
const dayAt = (offset: number): Day => addDays(start, offset);
const offset = (max: number) => fc.integer({ min: 0, max });

/** What the changes say on each of the watched days. */
function balances(changes: readonly Change[]): { x: number; n: number }[] {
  return Array.from({ length: daysWatched }, (_, at) => {
    const until = changes.filter(({ on }) => on <= dayAt(at));
    return { x: until.reduce((sum, { x }) => sum + x, 0), n: until.reduce((sum, { n }) => sum + n, 0) };
  });
}

describe('an application', () => {
  const anyApplication = fc
    .tuple(offset(60), fc.constantFrom(3, 7, 14), fc.option(offset(80)))
    .map(([submitted, standard, wait]) => ({
      submittedOn: dayAt(submitted),
      dueOn: dayAt(submitted + standard),
      decidedOn: wait === null ? null : dayAt(submitted + wait),
    }));

  it('is counted from its submission until 30 days after its decision, as late once the standard has passed', () => {
    fc.assert(
      fc.property(anyApplication, (application) => {
        const { submittedOn, dueOn, decidedOn } = application;
        const naive = Array.from({ length: daysWatched }, (_, at) => {
          const day = dayAt(at);
          const counted = submittedOn <= day && (decidedOn === null || day < addDays(decidedOn, 30));
          const late = day > dueOn && (decidedOn === null || decidedOn > dueOn);
          return { x: Number(counted && late), n: Number(counted) };
        });
        expect(balances(applicationChanges(application))).toEqual(naive);
      }),
    );
  });
});

describe('a lodging', () => {
  const anyLodging = fc
    .tuple(offset(60), fc.option(offset(200)), fc.uniqueArray(offset(280), { maxLength: 12 }))
    .map(([registered, open, reports]) => ({
      registeredOn: dayAt(registered),
      closedOn: open === null ? null : dayAt(registered + open),
      reportDays: reports.sort((one, other) => one - other).map(dayAt),
    }));

  it('is silent on each day of its register that saw neither registration nor report for 30 days', () => {
    fc.assert(
      fc.property(anyLodging, (lodging) => {
        const { registeredOn, closedOn, reportDays } = lodging;
        const naive = Array.from({ length: daysWatched }, (_, at) => {
          const day = dayAt(at);
          const counted = registeredOn <= day && (closedOn === null || day < closedOn);
          const heard = [registeredOn, ...reportDays].some((on) => on <= day && on > addDays(day, -30));
          return { x: Number(counted && !heard), n: Number(counted) };
        });
        expect(balances(lodgingChanges(lodging))).toEqual(naive);
      }),
      { numRuns: 500 },
    );
  });
});

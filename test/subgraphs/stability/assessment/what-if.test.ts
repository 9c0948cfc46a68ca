import { describe, expect, it } from '@jest/globals';

import { assessmentFromSignals } from '../../../../subgraphs/stability/assessment/signal-assessments';
import type { Supposition } from '../../../../subgraphs/stability/assessment/suppositions';
import { whatIf } from '../../../../subgraphs/stability/assessment/what-if';
import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { assessIf } from '../../../../subgraphs/stability/method/what-if';
import { goldenPlace } from '../method/golden/golden';
import { allOf, figuresIn, type Place, signalsOf, sumOf } from './any-signals';

const many: Cells = { V1: { x: 15, n: 30 }, V2: { x: 15, n: 30 }, V3: { x: 15, n: 30 }, V4: { x: 15, n: 30 } };

function placeWith(cells: Cells, ofCity: Cells = {}): Place {
  const { area, city } = goldenPlace('31.75.03@2024-10');
  return {
    area: { ...area, cells: { ...area.cells, ...cells } },
    city: { ...city, cells: { ...city.cells, ...ofCity } },
  };
}

const suppose = (place: Place, changes: readonly Supposition[], month = '2024-10') =>
  whatIf(signalsOf([place]), month, changes);
const share = (indicator: Supposition['indicator'], numerator: number, denominator: number): Supposition => ({
  indicator,
  numerator,
  denominator,
});
const allOfV = [share('V1', 3, 30), share('V2', 2, 12), share('V3', 1, 11), share('V4', 4, 30)];

describe('a supposition', () => {
  it('tells the index before and after, and that what was supposed alone moved it', async () => {
    const { before, after, change } = suppose(placeWith(many), [share('V1', 1, 30)]);
    const moved = change?.drivers.filter(({ value }) => Math.abs(value) > 1e-9);
    expect(moved?.map(({ indicator }) => indicator)).toEqual(['V1']);
    expect(change).toMatchObject({ from: before.index, to: after.index });
    expect(change && Math.abs(sumOf(change.drivers) - change.delta)).toBeLessThan(1e-9);
    expect((await allOf(after)).inputDigest).not.toBe((await allOf(before)).inputDigest);
  });

  it('tells before what Area.stability tells, and after what the method computes', async () => {
    const place = placeWith(many);
    const { before, after } = suppose(place, [{ indicator: 'C3', days: 3 }, share('C4', 6, 60)]);
    expect(await allOf(before)).toEqual(await allOf(assessmentFromSignals(signalsOf([place]), '2024-10')));
    const { area, city } = placeWith({ ...many, C3: { value: 75 } });
    expect(after.index).toBeCloseTo(
      assessIf(area, city, { C3: { value: 3 }, C4: { x: 6, n: 60 } }).after.index ?? 0,
      9,
    );
  });

  it.each([
    [[], 'changes: is empty; suppose at least one figure.'],
    [[share('C4', 1, 2), share('C4', 1, 2)], 'changes: C4 is supposed twice; suppose each indicator once.'],
    [[share('C4', 61, 60)], 'changes: C4 numerator 61 must be at most the denominator 60, of which it is a part.'],
    [[share('C2', -1, 60)], 'changes: C2 numerator -1 must be 0 or more.'],
    [[share('C2', 1, -60)], 'changes: C2 denominator -60 must be 0 or more.'],
    [
      [{ indicator: 'C1', numerator: 3 }],
      'changes: C1 needs numerator and denominator alone, as in { indicator: C1, numerator: 5, denominator: 20 }.',
    ],
    [
      [{ indicator: 'C1', days: 3 }],
      'changes: C1 needs numerator and denominator alone, as in { indicator: C1, numerator: 5, denominator: 20 }.',
    ],
    [[share('C3', 1, 2)], 'changes: C3 needs days alone, as in { indicator: C3, days: 30 }.'],
    [[{ indicator: 'C3' }], 'changes: C3 needs days alone, as in { indicator: C3, days: 30 }.'],
    [[{ indicator: 'C3', days: -1 }], 'changes: C3 days -1 must be 0 or more.'],
    [[share('H1', 3, 9)], 'changes: H1 numerator 3 must be from 9 to 144: each of 9 events weighs from 1 to 16.'],
    [[share('H2', 17, 1)], 'changes: H2 numerator 17 must be from 1 to 16: each of 1 events weighs from 1 to 16.'],
    [[share('H3', 3, 9)], 'changes: H3 counts reports, so numerator 3 and denominator 9 must be equal.'],
  ] as const)('that cannot be is refused: %j', (changes, message) => {
    expect(() => suppose(placeWith(many), changes as readonly Supposition[])).toThrow(message);
  });

  it('of polling stations is refused outside the months of the election, and of a rate where no residents are held', () => {
    const { area, city } = placeWith(many);
    const later = { ...signalsOf([{ area: { ...area, period: '2025-03' }, city }]), today: '2025-03-31' };
    expect(() => whatIf(later, '2025-03', [share('H4', 1, 20)])).toThrow(
      'changes: H4 has a meaning from 2024-09 to 2024-12 only; leave it out for 2025-03.',
    );
    const unknown = { ...signalsOf([{ area, city }]), residents: { area: null, city: 3_230_417 } };
    expect(() => whatIf(unknown, '2024-10', [share('H1', 9, 9)])).toThrow(
      'changes: H1 is a rate, and no number of residents is held for the area; leave it out.',
    );
  });

  it('of a month that signals do not reach is refused', () => {
    expect(() => suppose(placeWith(many), [share('C4', 1, 2)], '2022-10')).toThrow(/^month: "2022-10" must be from/);
  });
});

/** Six hidden counts under ten of a large group, which move V by less than is told. */
const hidden = [0, 1, 2, 3, 4, 5];
const withHidden = (x: number): Place => placeWith({ ...many, V1: { x, n: 1500 } }, { V1: { x: 600, n: 3000 } });

/** Some figures of H and C at which an index rounded only at the end would turn by a hidden count. */
function turns(): { w: number; days: number }[] {
  const [one, other] = [withHidden(0), withHidden(5)];
  const roundedAtTheEnd = ({ area, city }: Place, w: number, days: number): number =>
    Math.round((assessIf(area, city, { H1: { w, n: 20 }, C3: { value: days } }).after.index ?? 0) * 10);
  const found: { w: number; days: number }[] = [];
  for (let w = 20; w <= 320 && found.length < 4; w += 1) {
    for (let days = 0; days <= 180 && found.length < 4; days += 20)
      if (roundedAtTheEnd(one, w, days) !== roundedAtTheEnd(other, w, days)) found.push({ w, days });
  }
  return found;
}

describe('where fewer than ten persons stand behind a share', () => {
  it('suppositions of H and C find nothing of them, not even where the index is about to turn', async () => {
    const probes = turns();
    expect(probes).toHaveLength(4);
    for (const { w, days } of probes) {
      const answers = await Promise.all(
        hidden.map(async (x) => {
          const { before, after, change } = suppose(withHidden(x), [share('H1', w, 20), { indicator: 'C3', days }]);
          return JSON.stringify([await allOf(before), await allOf(after), change]);
        }),
      );
      expect(new Set(answers).size).toBe(1);
    }
  });

  it('all of V may be supposed, and what is told then does not hang on them either', async () => {
    const answers = await Promise.all(
      hidden.map(async (x) => {
        const { after, change } = suppose(withHidden(x), allOfV);
        return JSON.stringify([await allOf(after), change]);
      }),
    );
    expect(suppose(withHidden(0), allOfV).after.rounded).toBe(false);
    expect(new Set(answers).size).toBe(1);
  });

  it('a part of V is refused, and it is said why and what to do', () => {
    expect(() => suppose(withHidden(3), [share('V2', 1, 12), share('C4', 1, 60)])).toThrow(
      'changes: V2 cannot be supposed alone here: fewer than ten persons stand behind a share of V, and beside a supposed one it could be computed. Suppose V1, V3, V4 too, or figures of H and C only.',
    );
  });

  it("V is refused where the city's own share rests on few: it steadies what is supposed", () => {
    const few = placeWith({ V3: { x: null, n: null, pooled: true } }, { V3: { x: 5, n: 45 } });
    for (const changes of [allOfV, [share('V1', 3, 30)]])
      expect(() => suppose(few, changes)).toThrow(/cannot be supposed here.*Suppose figures of H and C\.$/);
  });

  it('a number of applications that is hidden came here as none: suppositions are as for one', () => {
    const place = placeWith({ ...many, C1: { x: null, n: null, pooled: true } });
    const { before, after } = suppose(place, [share('C1', 0, 90)]);
    expect(before.indicators.find(({ id }) => id === 'C1')).toMatchObject({ status: 'POOLED', numerator: null });
    const { area, city } = place;
    expect(after.index).toBeCloseTo(
      assessIf(figuresIn({ area, city }).area, city, { C1: { x: 0, n: 90 } }).after.index ?? 0,
      9,
    );
  });
});

import fc from 'fast-check';

import type { AreaTree } from '../../../subgraphs/shared/disclosure-bounds';

/** Persons of a district: registered, of them in a group, of those who meet a condition. */
export interface District {
  readonly persons: number;
  readonly group: number;
  readonly condition: number;
}

export type Province = readonly (readonly District[])[];
export type Column = keyof District;

// Small numbers are where disclosure goes wrong, so most are small.
const persons = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 14 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 90 }) },
);
const part = (whole: number) =>
  fc.oneof(fc.constant(0), fc.constant(whole), fc.integer({ min: 0, max: whole }), fc.integer({ min: 0, max: whole }));

export const randomDistrict: fc.Arbitrary<District> = persons.chain((all) =>
  part(all).chain((group) => part(group).map((condition) => ({ persons: all, group, condition }))),
);

export const randomProvince: fc.Arbitrary<Province> = fc.array(
  fc.array(randomDistrict, { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 3 },
);

/** Areas named P, C0, C0D0 and so on. */
export function treeOf(province: Province): AreaTree {
  return {
    code: 'P',
    parts: province.map((districts, city) => ({
      code: `C${city}`,
      parts: districts.map((_, district) => ({ code: `C${city}D${district}`, parts: [] })),
    })),
  };
}

/** One column of a province by area, sums included. */
export function valuesOf(province: Province, column: Column): Map<string, number> {
  const sum = (districts: readonly District[]) => districts.reduce((all, district) => all + district[column], 0);
  return new Map([
    ['P', sum(province.flat())],
    ...province.flatMap((districts, city): [string, number][] => [
      [`C${city}`, sum(districts)],
      ...districts.map((district, index): [string, number] => [`C${city}D${index}`, district[column]]),
    ]),
  ]);
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { AreaMonth, PlaceMonth } from '../../../../../subgraphs/stability/method/cells';

/** The path of the worked example: two districts, one of them in two months. */
export const goldenPath = join(__dirname, 'input.json');
export const goldenInput: {
  cityPopulation: number;
  city: Record<string, PlaceMonth['cells']>;
  areas: (AreaMonth & { code: string })[];
} = JSON.parse(readFileSync(goldenPath, 'utf8'));
export const goldenExpected = JSON.parse(readFileSync(join(__dirname, 'expected.json'), 'utf8'));

/** An area of the worked example and its city in that month, as copies free to change. */
export function goldenPlace(key: string): { area: AreaMonth; city: PlaceMonth } {
  const found = goldenInput.areas.find(({ code, period }) => `${code}@${period}` === key);
  if (!found) throw new Error(`No ${key} in the worked example.`);
  const cells = goldenInput.city[found.period] ?? {};
  return structuredClone({ area: found, city: { population: goldenInput.cityPopulation, cells } });
}

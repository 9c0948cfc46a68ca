import { type Bounds, type Count, type Disclosure, smallestToldCount } from './disclosure';

/** A count of persons as the graph tells it: rounded, or null when it is hidden. */
export interface DisclosedCount {
  readonly value: number | null;
  readonly status: Disclosure;
}

/** Counts of persons are told as multiples of this. */
export const roundedTo = 5;

/** The nearest multiple of five. It keeps order, so a part never exceeds its group. */
export function roundedCount(value: number): number {
  return Math.round(value / roundedTo) * roundedTo;
}

/** What a told count gives away of the true one. */
export function boundsOfTold(value: number, smallest: number = smallestToldCount): Bounds {
  const rounded = roundedCount(value);
  return value === 0 ? { low: 0, high: 0 } : { low: Math.max(smallest, rounded - 2), high: rounded + 2 };
}

export function told({ value, disclosure }: Pick<Count, 'value' | 'disclosure'>): DisclosedCount {
  return { value: disclosure === 'DISCLOSED' ? roundedCount(value) : null, status: disclosure };
}

/** Whatever the number: a status that depended on it would tell something about it. */
export const neverTold: DisclosedCount = { value: null, status: 'SUPPRESSED_COMPLEMENTARY' };

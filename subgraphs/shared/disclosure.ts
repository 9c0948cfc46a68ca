/** A count of persons from 1 up to but not including this is never told. */
export const smallestToldCount = 10;

/** Whether a count is told, as in the SDL's DisclosureStatus. */
export type Disclosure = 'DISCLOSED' | 'SUPPRESSED_SMALL' | 'SUPPRESSED_COMPLEMENTARY';

/** A count, and what is decided about it so far. */
export interface Count {
  readonly value: number;
  readonly disclosure: Disclosure;
  /** For a part of a group, the size of the group: what is left of the group is protected as the part is. */
  readonly of?: number;
  /** True when the size of the group is hidden: the status of the part then says nothing about its value. */
  readonly ofHiddenGroup?: boolean;
}

/** From `low` to `high`, both included. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface MarginDisclosure {
  readonly cells: readonly Disclosure[];
  readonly total: Disclosure;
}

/** Primary suppression of one count: a true 0 is told, a count from 1 to 9 is not. */
export function primaryDisclosure(value: number, smallest: number = smallestToldCount): Disclosure {
  return value > 0 && value < smallest ? 'SUPPRESSED_SMALL' : 'DISCLOSED';
}

/**
 * Primary suppression of a part of a group. Who is not in the part is a count of persons too, and "nobody" and "all of
 * them" say something of every person of the group. So a part is told only where it and the rest of the group are
 * `smallest` or more. Where neither can be, and where the group is hidden, the status is the same for every part.
 */
export function primaryPartDisclosure(
  value: number,
  group: Pick<Count, 'value' | 'disclosure'>,
  smallest: number = smallestToldCount,
): Disclosure {
  if (group.disclosure !== 'DISCLOSED') return group.disclosure;
  if (group.value === 0) return 'DISCLOSED';
  if (value < smallest || group.value < 2 * smallest) return 'SUPPRESSED_SMALL';
  return group.value - value < smallest ? 'SUPPRESSED_COMPLEMENTARY' : 'DISCLOSED';
}

/** A count within a group, after primary suppression. */
export function partOf(value: number, group: Count, smallest: number = smallestToldCount): Count {
  const disclosure = primaryPartDisclosure(value, group, smallest);
  return { value, disclosure, of: group.value, ofHiddenGroup: group.disclosure !== 'DISCLOSED' };
}

/**
 * Complementary suppression along one margin: cells that sum to a total. What was hidden stays hidden, and more is
 * hidden, the smallest count above 0 first, until
 *
 * - either nothing is hidden, or at least two cells are, and they sum to `smallest` or more (as do their rests);
 * - no hidden cell can be computed, or all but computed, from the total, the told cells and the bounds that its status
 *   gives away.
 *
 * Where that takes more cells than there are, all cells and the total are hidden. A total beneath `smallest` hides all
 * cells, and they share its status: the number of small cells would tell something about it.
 *
 * Not done here: someone who replays this procedure on guesses of the hidden cells can narrow their bounds further than
 * the published numbers do.
 */
export function protectMargin(
  cells: readonly Count[],
  total: Count,
  smallest: number = smallestToldCount,
): MarginDisclosure {
  if (total.value === 0) return protectZeros(cells, total.disclosure);
  if (total.value < smallest) return hideAll(cells, 'SUPPRESSED_SMALL', 'SUPPRESSED_SMALL');
  const counts = [...cells];
  while (!isProtected(counts, total, smallest)) {
    const next = smallestTold(counts);
    if (next === null) return hideAll(counts, 'SUPPRESSED_COMPLEMENTARY', total.disclosure);
    counts[next.index] = { ...next.count, disclosure: 'SUPPRESSED_COMPLEMENTARY' };
  }
  return { cells: counts.map(({ disclosure }) => disclosure), total: total.disclosure };
}

/** Primary and complementary suppression of counts that sum to a published total. */
export function discloseCounts(values: readonly number[], smallest: number = smallestToldCount): MarginDisclosure {
  const count = (value: number): Count => ({ value, disclosure: primaryDisclosure(value, smallest) });
  return protectMargin(values.map(count), count(values.reduce((sum, value) => sum + value, 0)), smallest);
}

// A total of 0 tells that every cell is 0. Hidden, it must not be told by cells that are all told.
function protectZeros(cells: readonly Count[], total: Disclosure): MarginDisclosure {
  if (total !== 'DISCLOSED') return hideAll(cells, total, total);
  return { cells: cells.map(({ disclosure }) => disclosure), total };
}

function hideAll(cells: readonly Count[], status: Disclosure, total: Disclosure): MarginDisclosure {
  const hidden = (disclosure: Disclosure) => (disclosure === 'DISCLOSED' ? status : disclosure);
  // A part of nobody is known to be 0 from the group.
  const cell = ({ of, disclosure }: Count) => (of === 0 ? disclosure : hidden(disclosure));
  return { cells: cells.map(cell), total: hidden(total) };
}

function smallestTold(counts: readonly Count[]): { index: number; count: Count } | null {
  let smallest: { index: number; count: Count } | null = null;
  counts.forEach((count, index) => {
    if (count.disclosure !== 'DISCLOSED' || count.value === 0) return;
    if (smallest === null || count.value < smallest.count.value) smallest = { index, count };
  });
  return smallest;
}

function isProtected(counts: readonly Count[], total: Count, smallest: number): boolean {
  // A part of nobody is 0 whatever else is told; nobody is protected by hiding it.
  const hidden = counts.filter(({ disclosure, of }) => disclosure !== 'DISCLOSED' && of !== 0);
  const bounds = hidden.map((count) => boundsOf(count, smallest));
  // The sum of the cells is not known then: one cell that may have several values hides total and cell alike.
  if (total.disclosure !== 'DISCLOSED') return bounds.some((one) => isOpen(one, one));
  if (hidden.length === 0) return true;
  const sum = sumOf(hidden.map(({ value }) => value));
  const rest = sumOf(hidden.map(({ value, of = Infinity }) => of - value));
  return hidden.length > 1 && sum >= smallest && rest >= smallest && noneComputable(bounds, sum);
}

/** What the status of a hidden count gives away; less where the size of its group is hidden as well. */
export function boundsOf(count: Count, smallest: number = smallestToldCount): Bounds {
  const { value, disclosure, of } = count;
  if (of !== undefined) return boundsOfPart({ ...count, of }, smallest);
  if (disclosure === 'SUPPRESSED_SMALL') return { low: Math.min(1, value), high: smallest - 1 };
  return value === 0 ? { low: 0, high: 0 } : { low: Math.min(smallest, value), high: Infinity };
}

function boundsOfPart({ disclosure, of, ofHiddenGroup }: Count & { of: number }, smallest: number): Bounds {
  if (ofHiddenGroup === true || of < 2 * smallest) return { low: 0, high: of };
  return disclosure === 'SUPPRESSED_SMALL' ? { low: 0, high: smallest - 1 } : { low: smallest, high: of };
}

/** Whether each of the hidden cells, which sum to what is known, may have several values. */
function noneComputable(bounds: readonly Bounds[], sum: number): boolean {
  const lows = sumOf(bounds.map(({ low }) => low));
  const finiteHighs = sumOf(bounds.map(({ high }) => (high === Infinity ? 0 : high)));
  const endless = bounds.filter(({ high }) => high === Infinity).length;
  return bounds.every(({ low, high }) => {
    const others = endless - (high === Infinity ? 1 : 0) > 0 ? Infinity : finiteHighs - (high === Infinity ? 0 : high);
    return isOpen({ low: Math.max(low, sum - others), high: Math.min(high, sum - (lows - low)) }, { low, high });
  });
}

/**
 * Whether bounds leave a count at least three values, or as many as its status alone leaves. With two, the hiding of more
 * would itself point at one: who replays the procedure would find a single table in which more had to be hidden.
 */
export function isOpen({ low, high }: Bounds, statusAlone: Bounds): boolean {
  return high - low >= Math.max(1, Math.min(2, statusAlone.high - statusAlone.low));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

import { boundsOfTold } from './disclosed-count';
import { type Bounds, boundsOf, type Count, isOpen, partOf, primaryDisclosure, protectMargin } from './disclosure';
import { type AreaTree, boundsInTree } from './disclosure-bounds';

export type CountsByArea = ReadonlyMap<string, Count>;

export interface TreeOptions {
  /** A count from 1 up to but not including this is never told. */
  readonly smallest: number;
  /** For counts that are parts of groups: what was decided about the groups of the same areas. */
  readonly groups?: CountsByArea | undefined;
}

/**
 * Decides which counts of a tree of areas may be told. Every sum that a reader can write down is protected: districts
 * in their city and cities in their province. A count hidden along one sum may have to be hidden along another, so all
 * sums are gone through until none changes. Then the reader's part is taken with all sums at once, and as long as a
 * count can be computed, one more around it is hidden.
 */
export function discloseTree(tree: AreaTree, valueOf: (code: string) => number, options: TreeOptions): CountsByArea {
  const counts = new Map(areasOf(tree).map(({ code }) => [code, primaryCount(code, valueOf(code), options)]));
  do settle(tree, counts, options.smallest);
  while (hideMore(tree, counts, options.smallest));
  return counts;
}

function primaryCount(code: string, value: number, { smallest, groups }: TreeOptions): Count {
  const group = groups?.get(code);
  if (group !== undefined) return partOf(value, group, smallest);
  return { value, disclosure: primaryDisclosure(value, smallest) };
}

/** Each round hides more or ends, so the rounds end. */
function settle(tree: AreaTree, counts: Map<string, Count>, smallest: number): void {
  const sums = areasOf(tree).filter(({ parts }) => parts.length > 0);
  while (sums.map((sum) => protectSum(sum, counts, smallest)).includes(true));
}

/** Returns whether more is hidden than before. */
function protectSum({ code, parts }: AreaTree, counts: Map<string, Count>, smallest: number): boolean {
  const total = countIn(counts, code);
  const cells = parts.map((part) => countIn(counts, part.code));
  const margin = protectMargin(cells, total, smallest);
  const changed = margin.total !== total.disclosure || cells.some((cell, at) => cell.disclosure !== margin.cells[at]);
  counts.set(code, { ...total, disclosure: margin.total });
  cells.forEach((cell, at) =>
    counts.set(parts[at]?.code ?? '', { ...cell, disclosure: margin.cells[at] ?? cell.disclosure }),
  );
  return changed;
}

function hideMore(tree: AreaTree, counts: Map<string, Count>, smallest: number): boolean {
  return computable(tree, counts, smallest).some((path) => hideAround(path, counts));
}

/** The ways from the root to each count that a reader can compute, the deepest first. */
function computable(tree: AreaTree, counts: CountsByArea, smallest: number): AreaTree[][] {
  // What is hidden must have several values even for who knows the true ones of what is told.
  const hidden = conclusionsOf(tree, counts, smallest, (value) => ({ low: value, high: value }));
  const told = conclusionsOf(tree, counts, smallest, (value) => boundsOfTold(value, smallest));
  return pathsIn(tree).filter((path) => {
    const code = path.at(-1)?.code ?? '';
    const { value, disclosure, of } = countIn(counts, code);
    if (disclosure !== 'DISCLOSED') return of !== 0 && !hidden(code, isOpen);
    return value > 0 && !told(code, ({ low, high }) => low < high);
  });
}

type Conclusions = (code: string, holds: (bounds: Bounds, statusAlone: Bounds) => boolean) => boolean;

/** What a reader concludes, to whom told counts tell what `told` says. */
function conclusionsOf(
  tree: AreaTree,
  counts: CountsByArea,
  smallest: number,
  told: (value: number) => Bounds,
): Conclusions {
  const ceilings = new Map(areasOf(tree).flatMap(({ parts }) => ceilingsOf(parts, counts)));
  const known = (code: string): Bounds => {
    const count = countIn(counts, code);
    if (count.disclosure === 'DISCLOSED') return told(count.value);
    const { low, high } = boundsOfHidden(count, smallest);
    return { low, high: Math.min(high, ceilings.get(code) ?? high) };
  };
  const bounds = boundsInTree(tree, known);
  return (code, holds) => holds(bounds.get(code) ?? known(code), known(code));
}

function boundsOfHidden(count: Count, smallest: number): Bounds {
  const { value, disclosure, of } = count;
  // Where all is hidden, the status of a 0 does not tell it from others.
  if (value === 0 && of === undefined) return { low: 0, high: disclosure === 'SUPPRESSED_SMALL' ? smallest : Infinity };
  return boundsOf(count, smallest);
}

/** The smallest counts are hidden first: what is hidden to protect others hardly exceeds what is told beside it. */
function ceilingsOf(parts: readonly AreaTree[], counts: CountsByArea): [code: string, ceiling: number][] {
  const beside = parts.map(({ code }) => countIn(counts, code)).filter(isTold);
  const smallestTold = Math.min(...beside.map(({ value }) => value));
  return parts
    .filter(({ code }) => countIn(counts, code).value <= smallestTold)
    .map(({ code }) => [code, smallestTold]);
}

/** Hides the smallest told count beside the last area of the path, else the sum it belongs to, else beside that. */
function hideAround(path: readonly AreaTree[], counts: Map<string, Count>): boolean {
  const [area, whole] = [path.at(-1), path.at(-2)];
  if (area === undefined || whole === undefined) return false;
  const beside = whole.parts.filter((part) => part !== area && isTold(countIn(counts, part.code)));
  const smallest = beside.sort((a, b) => countIn(counts, a.code).value - countIn(counts, b.code).value)[0];
  const next = smallest ?? (isTold(countIn(counts, whole.code)) ? whole : undefined);
  if (next === undefined) return hideAround(path.slice(0, -1), counts);
  counts.set(next.code, { ...countIn(counts, next.code), disclosure: 'SUPPRESSED_COMPLEMENTARY' });
  return true;
}

function isTold({ value, disclosure }: Count): boolean {
  return value > 0 && disclosure === 'DISCLOSED';
}

function countIn(counts: CountsByArea, code: string): Count {
  const count = counts.get(code);
  if (count === undefined) throw new RangeError(`${code} has no count in this tree.`);
  return count;
}

function areasOf(tree: AreaTree): AreaTree[] {
  return [tree, ...tree.parts.flatMap(areasOf)];
}

function pathsIn(tree: AreaTree): AreaTree[][] {
  return [...tree.parts.flatMap(pathsIn).map((path) => [tree, ...path]), [tree]];
}

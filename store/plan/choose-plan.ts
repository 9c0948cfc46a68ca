import { badValue } from '../command-error';
import type { Collection } from '../data/collection';
import type { CollectionIndex } from '../data/collection-index';
import type { Doc } from '../values/document';
import type { KeyField } from '../values/index-keys';
import { keyOf } from '../values/order';
import { type Conditions, conditionsOf } from './conditions';
import { boundsIn, type IndexBounds } from './index-bounds';

export interface IndexPlan extends IndexBounds {
  readonly index: CollectionIndex;
  readonly backwards: boolean;
  /** Whether each interval yields its documents in the order asked for. */
  readonly sorted: boolean;
  /** Whether the intervals hold exactly the matches, each once. */
  readonly exact: boolean;
}

/** What a plan is chosen for. */
export interface Wanted {
  readonly filter: Doc;
  readonly sort: readonly KeyField[];
  /** How many documents are read at most, when the order is the index's. */
  readonly atMost: number;
  readonly hint?: unknown;
}

/** The index that has the fewest entries to read, or undefined when no index is of use. */
export function choosePlan(collection: Collection, wanted: Wanted): IndexPlan | undefined {
  const conditions = conditionsOf(wanted.filter);
  if (wanted.hint !== undefined) return planFor(hintedIndex(collection, wanted.hint), conditions, wanted.sort);
  const plans = collection.indexes
    .filter((index) => index.isComplete)
    .map((index) => planFor(index, conditions, wanted.sort))
    .filter((plan) => plan.usedConditions > 0 || plan.sorted)
    .map((plan) => ({ plan, held: heldBy(plan) }));
  const matches = Math.max(1, Math.min(collection.records.size, ...plans.map(({ held }) => held)));
  let [best, least]: [IndexPlan | undefined, number] = [undefined, Infinity];
  for (const { plan, held } of plans) {
    const cost = costOf(plan, held, matches, wanted);
    if (cost < least) [best, least] = [plan, cost];
  }
  return best;
}

function planFor(index: CollectionIndex, conditions: Conditions, sort: readonly KeyField[]): IndexPlan {
  const bounds = boundsIn(index, conditions);
  const direction = orderOf(index, bounds, sort);
  return {
    ...bounds,
    index,
    backwards: direction === 'backwards',
    sorted: direction !== undefined,
    exact:
      conditions.complete &&
      bounds.usedConditions === conditions.list.length &&
      holdsEachOnce(index, bounds, conditions),
  };
}

/**
 * Whether the intervals hold a document once at most, and only if it matches. One with an array has an entry for each of
 * its elements; of these only one can have the single key to which the array's field is held. The entry of null is also
 * that of an array which the path cannot go through.
 */
function holdsEachOnce(index: CollectionIndex, { fixedFields }: IndexBounds, { list }: Conditions): boolean {
  if (index.arrayFields.size === 0) return true;
  if (list.some(({ points }) => points?.includes(keyOf(null)))) return false;
  return index.fields.every((field, at) => at < fixedFields || !index.arrayFields.has(field));
}

/**
 * Whether reading the index yields the order asked for. The fields after those held to single keys must be the sort's,
 * all in the index's direction or all against it. A field that met an array sorts by its least element, which may lie
 * outside the interval, so such an index sorts only when that field is held to one key.
 */
function orderOf({ fields, arrayFields }: CollectionIndex, { pointFields }: IndexBounds, sort: readonly KeyField[]) {
  const wanted = sort.filter(({ name }) => !fields.slice(0, pointFields).some((field) => field.name === name));
  if (sort.length === 0 || wanted.length !== sort.length) return undefined;
  const following = fields.slice(pointFields, pointFields + wanted.length);
  if (following.length < wanted.length || following.some((field) => arrayFields.has(field))) return undefined;
  if (!following.every((field, at) => field.name === wanted[at]?.name)) return undefined;
  const turned = following.map((field, at) => field.descending !== wanted[at]?.descending);
  if (turned.every((isTurned) => !isTurned)) return 'forwards';
  return turned.every((isTurned) => isTurned) ? 'backwards' : undefined;
}

function heldBy({ index, intervals, pointFields }: IndexPlan): number {
  const isUniqueLookup = index.isUnique && pointFields === index.fields.length;
  if (isUniqueLookup) return intervals.length;
  return intervals.reduce((sum, interval) => sum + index.entries.count(interval), 0);
}

// Entries read: all that are held and a sort, or in order until enough of the expected matches were met.
function costOf({ intervals, sorted }: IndexPlan, held: number, matches: number, { sort, atMost }: Wanted): number {
  if (sort.length === 0) return held;
  return sorted ? Math.min(held, (intervals.length * atMost * held) / matches) : held * 2;
}

function hintedIndex(collection: Collection, hint: unknown): CollectionIndex {
  const found = collection.indexes.find(
    ({ spec }) => spec.name === hint || JSON.stringify(spec.key) === JSON.stringify(hint),
  );
  if (!found) throw badValue('error processing query: hint provided does not correspond to an existing index');
  if (!found.isComplete)
    throw badValue('A hint for a partial index: this store keeps such an index for uniqueness only.');
  return found;
}

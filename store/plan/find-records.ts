import type { Collection } from '../data/collection';
import type { StoredRecord } from '../data/stored-record';
import { compileFilter, type Matcher } from '../match/compile-filter';
import type { Doc } from '../values/document';
import { type KeyField, keyFields, sortKey } from '../values/index-keys';
import { choosePlan, type IndexPlan } from './choose-plan';
import type { Deadline } from './deadline';

export interface Search {
  readonly filter: Doc;
  readonly sort?: Doc;
  readonly skip?: number;
  /** Zero or absent: no limit. */
  readonly limit?: number;
  readonly hint?: unknown;
}

export interface Found {
  readonly records: StoredRecord[];
  readonly plan: IndexPlan | undefined;
  readonly examined: number;
}

/** The matching records in the order asked for, by an index where one is of use. Indexes only propose: the filter decides. */
export function findRecords(collection: Collection | undefined, search: Search, deadline: Deadline): Found {
  const matches = compileFilter(search.filter);
  if (!collection) return { records: [], plan: undefined, examined: 0 };
  const sort = keyFields(search.sort ?? {});
  const skip = search.skip ?? 0;
  const enough = search.limit === undefined || search.limit === 0 ? Infinity : skip + search.limit;
  const plan = choosePlan(collection, { filter: search.filter, sort, atMost: enough, hint: search.hint });
  const inOrder = sort.length === 0 || plan?.sorted === true;
  const read = { matches, enough: inOrder ? enough : Infinity, deadline };
  const { records, examined } = plan ? readIndex(plan, read) : readAll(collection, read);
  const isMerged = plan?.sorted === true && plan.intervals.length > 1;
  const ordered = inOrder && !isMerged ? records : sorted(records, sort, deadline);
  return { records: skip === 0 && ordered.length <= enough ? ordered : ordered.slice(skip, enough), plan, examined };
}

/** How many documents match; from the index alone where its intervals hold exactly the matches. */
export function countRecords(collection: Collection | undefined, search: Search, deadline: Deadline): number {
  compileFilter(search.filter);
  const all = collection && countWithoutReading(collection, search);
  if (all === undefined) return findRecords(collection, search, deadline).records.length;
  const left = Math.max(0, all - (search.skip ?? 0));
  return search.limit ? Math.min(left, search.limit) : left;
}

function countWithoutReading(collection: Collection, { filter, hint }: Search): number | undefined {
  if (Object.keys(filter).length === 0 && hint === undefined) return collection.records.size;
  const plan = choosePlan(collection, { filter, sort: [], atMost: Infinity, hint });
  if (!plan?.exact) return undefined;
  return plan.intervals.reduce((sum, interval) => sum + plan.index.entries.count(interval), 0);
}

export function sorted(records: StoredRecord[], sort: readonly KeyField[], deadline: Deadline): StoredRecord[] {
  return sortBy(records, (record) => record.document, sort, deadline);
}

/** Stable, so equal keys keep the order they came in. */
export function sortBy<Item>(
  items: readonly Item[],
  docOf: (item: Item) => Doc,
  sort: readonly KeyField[],
  deadline: Deadline,
): Item[] {
  const keyed = items.map((item) => {
    deadline.tick();
    return { item, key: sortKey(docOf(item), sort) };
  });
  keyed.sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0));
  return keyed.map(({ item }) => item);
}

interface Read {
  readonly matches: Matcher;
  readonly enough: number;
  readonly deadline: Deadline;
}

// When several intervals are merged by order, each gives as many as could be wanted of it.
function readIndex(plan: IndexPlan, { matches, enough, deadline }: Read) {
  const seen = new Set<StoredRecord>();
  const perInterval = plan.sorted;
  let examined = 0;
  for (const interval of plan.intervals) {
    let taken = 0;
    plan.index.entries.scan(interval, plan.backwards, (record) => {
      deadline.tick();
      examined++;
      if (!seen.has(record) && matches(record.document)) {
        seen.add(record);
        taken++;
      }
      return (perInterval ? taken : seen.size) < enough;
    });
    if (!perInterval && seen.size >= enough) break;
  }
  return { records: [...seen], examined };
}

function readAll(collection: Collection, { matches, enough, deadline }: Read) {
  const records: StoredRecord[] = [];
  let examined = 0;
  for (const record of collection.records.values()) {
    if (records.length >= enough) break;
    deadline.tick();
    examined++;
    if (matches(record.document)) records.push(record);
  }
  return { records, examined };
}

import type { CollectionIndex } from '../data/collection-index';
import { afterAll, everything, type Interval } from '../data/sorted-entries';
import type { KeyField } from '../values/index-keys';
import { invertKey } from '../values/order';
import type { Condition, Conditions, Edge, Span } from './conditions';

/** The part of an index that holds every match: intervals in index order that do not overlap. */
export interface IndexBounds {
  readonly intervals: readonly Interval[];
  /** How many leading fields are held to single keys. */
  readonly pointFields: number;
  /** Of those, how many to one key only, so that entries are in order of the fields that follow. */
  readonly fixedFields: number;
  readonly usedConditions: number;
}

/** More combinations than this are left to the matcher. */
const mostIntervals = 10_000;

export function boundsIn(index: CollectionIndex, { list }: Conditions): IndexBounds {
  let prefixes = [''];
  let [pointFields, fixedFields, usedConditions] = [0, 0, 0];
  for (const field of index.fields) {
    const conditions = list.filter(({ path }) => path === field.name);
    const { points } = conditions.find((condition) => condition.points) ?? {};
    if (!points || prefixes.length * points.length > mostIntervals) {
      const spans = usableSpans(index, field, conditions);
      usedConditions += spans.length;
      return { intervals: within(prefixes, spans, field), pointFields, fixedFields, usedConditions };
    }
    if (points.length === 1 && fixedFields === pointFields) fixedFields++;
    pointFields++;
    usedConditions++;
    prefixes = extend(prefixes, points, field);
  }
  return { intervals: within(prefixes, [], undefined), pointFields, fixedFields, usedConditions };
}

// Two ranges over an array may be met by two different elements, so only one of them bounds the search.
function usableSpans(index: CollectionIndex, field: KeyField, conditions: readonly Condition[]): Span[] {
  const spans = conditions.flatMap(({ span }) => span ?? []);
  return index.arrayFields.has(field) ? spans.slice(0, 1) : spans;
}

function extend(prefixes: readonly string[], points: readonly string[], { descending }: KeyField): string[] {
  const ends = descending ? points.map(invertKey).reverse() : points;
  return prefixes.flatMap((prefix) => ends.map((end) => prefix + end));
}

function within(prefixes: readonly string[], spans: readonly Span[], field: KeyField | undefined): Interval[] {
  if (spans.length === 0) {
    return prefixes.map((prefix) => (prefix === '' ? everything : { from: prefix, to: afterAll(prefix) }));
  }
  const ordered = field?.descending === true ? spans.map(inverted) : spans;
  const from = ordered.map(({ low }) => place(low)).reduce((left, right) => (left > right ? left : right));
  const to = ordered.map(({ high }) => place(high)).reduce((left, right) => (left < right ? left : right));
  return from < to ? prefixes.map((prefix) => ({ from: prefix + from, to: prefix + to })) : [];
}

function inverted({ low, high }: Span): Span {
  return {
    low: { key: invertKey(high.key), after: !high.after },
    high: { key: invertKey(low.key), after: !low.after },
  };
}

const place = ({ key, after }: Edge): string => (after ? afterAll(key) : key);

import DataLoader from 'dataloader';

export type Fetch<Key, Row> = (keys: readonly Key[]) => Promise<readonly Row[]>;

/** One row per key, in key order; a key with no row loads as null. */
export function loaderByKey<Key, Row>(fetch: Fetch<Key, Row>, keyOf: (row: Row) => Key): DataLoader<Key, Row | null> {
  return new DataLoader<Key, Row | null>(async (keys) => {
    const rows = new Map((await fetch(keys)).map((row) => [keyOf(row), row]));
    return keys.map((key) => rows.get(key) ?? null);
  });
}

/** One value per key from a map; a key that is not in it loads as `missing(key)`. */
export function loaderByMap<Key, Value>(
  fetch: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
  missing: (key: Key) => Value,
): DataLoader<Key, Value> {
  return new DataLoader<Key, Value>(async (keys) => {
    const values = await fetch(keys);
    return keys.map((key) => values.get(key) ?? missing(key));
  });
}

/** One loader per distinct arguments, so that equal arguments on many parents share one read. */
export function perArguments<Arguments, Key, Value>(
  create: (args: Arguments) => DataLoader<Key, Value>,
): (args: Arguments) => DataLoader<Key, Value> {
  const loaders = new Map<string, DataLoader<Key, Value>>();
  return (args) => {
    const key = JSON.stringify(args);
    const loader = loaders.get(key) ?? create(args);
    loaders.set(key, loader);
    return loader;
  };
}

/** The rows of each group, in the order read; a group without rows loads as an empty list. */
export function loaderByGroup<Row>(
  fetch: Fetch<string, Row>,
  groupOf: (row: Row) => string,
): DataLoader<string, readonly Row[]> {
  return new DataLoader<string, readonly Row[]>(async (keys) => {
    const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
    for (const row of await fetch(keys)) groups.get(groupOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

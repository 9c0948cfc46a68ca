import { databaseOf, nameOf } from '../data/catalog';
import { namespacesIn, withStore } from './store-client';

export interface CollectionStats {
  readonly namespace: string;
  readonly documents: number;
  readonly indexes: number;
  /** Of the documents, as BSON. */
  readonly bytes: number;
}

/** What the store of a folder holds, whether it is running or not. */
export async function storeStats(folder: string): Promise<CollectionStats[]> {
  return withStore(folder, true, async (ask) => {
    const stats: CollectionStats[] = [];
    for (const namespace of await namespacesIn(ask)) {
      const { count, nindexes, size } = await ask({ collStats: nameOf(namespace), $db: databaseOf(namespace) });
      stats.push({ namespace, documents: Number(count), indexes: Number(nindexes), bytes: Number(size) });
    }
    return stats;
  });
}

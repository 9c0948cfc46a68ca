import mongoose from 'mongoose';

import type { DatabaseAddress } from '../../common/database';
import type { Entry } from './entry';

type Stored = Entry & { readonly _id: string };

const duplicateKey = 11_000;

/** The copy of all chains in MongoDB: the collection `entries` of the database `<prefix>_audit`. */
export class MongoCopy {
  private readonly client: mongoose.mongo.MongoClient;
  private readonly entries: mongoose.mongo.Collection<Stored>;
  private hasIndexes = false;

  /** Connects when it is first used, and again whenever the connection was lost. */
  constructor({ mongodbUri, databasePrefix }: DatabaseAddress) {
    this.client = new mongoose.mongo.MongoClient(mongodbUri, {
      serverSelectionTimeoutMS: 2_000,
      socketTimeoutMS: 10_000,
      maxPoolSize: 4,
      writeConcern: { w: 'majority', journal: true },
    });
    this.entries = this.client.db(`${databasePrefix}_audit`).collection('entries');
  }

  /** Inserts entries with one command; those that are there already stay as they are. */
  async insert(entries: readonly Entry[]): Promise<void> {
    if (!this.hasIndexes) await this.createIndexes();
    const documents = entries.map((entry) => ({ _id: `${entry.chain}/${entry.seq}`, ...entry }));
    await this.entries.insertMany(documents, { ordered: false }).catch((error: unknown) => {
      if (!(error instanceof mongoose.mongo.MongoBulkWriteError) || error.result.getWriteConcernError()) throw error;
      const failures = [error.writeErrors].flat();
      if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error;
    });
  }

  countOf(chain: string): Promise<number> {
    return this.entries.countDocuments({ chain });
  }

  /** Entries of a chain by their number in it, from `low` to `high`. */
  async entriesOf(chain: string, low: number, high: number): Promise<Map<number, Entry>> {
    const found = await this.entries.find({ chain, seq: { $gte: low, $lte: high } }).toArray();
    return new Map(found.map(({ _id, ...entry }) => [_id === `${chain}/${entry.seq}` ? entry.seq : -1, entry]));
  }

  chains(): Promise<string[]> {
    return this.entries.distinct('chain');
  }

  async close(): Promise<void> {
    await this.client.close();
  }

  private async createIndexes(): Promise<void> {
    await this.entries.createIndexes([
      { key: { time: -1, _id: -1 } },
      { key: { keys: 1, time: -1 } },
      { key: { viewer: 1, time: -1 } },
      { key: { chain: 1, seq: 1 } },
    ]);
    this.hasIndexes = true;
  }
}

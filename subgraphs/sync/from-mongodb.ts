import { join } from 'node:path';

import mongoose from 'mongoose';

import { ToldError } from '../../common/told-error';
import { todayInJakarta } from '../shared/calendar';
import type { SourceState } from '../shared/data-sources';
import { from } from '../shared/filter';
import type { Deliveries, Work } from './delivery';
import { secretOf } from './secret';
import type { MongoPlace } from './source-settings';
import { spool } from './spool';

type Watermark = NonNullable<SourceState['watermark']>;

/** The documents of a collection as rows, from the watermark of the last load on. Nothing is written there. */
export async function* fromMongodb(place: MongoPlace, { folder, env, known, signal }: Work): Deliveries {
  const client = new mongoose.mongo.MongoClient(addressOf(place, env), {
    serverSelectionTimeoutMS: 5_000,
    socketTimeoutMS: place.timeout,
    maxPoolSize: 1,
    readPreference: 'secondaryPreferred',
  });
  const startedAt = new Date().toISOString();
  const deadline = AbortSignal.timeout(place.timeout);
  try {
    const reading = new Reading(place, known.watermark);
    const file = join(folder, 'documents.ndjson');
    const either = AbortSignal.any([signal, deadline]);
    const digest = await spool(file, reading.lines(client), { maxBytes: place.maxBytes, signal: either });
    const { watermark, rows } = reading;
    if (rows === 0 && known.watermark !== undefined) yield { nothingNew: true, dataAsOf: startedAt };
    else {
      const state = watermark === undefined ? {} : { watermark };
      yield { file, digest, dataAsOf: startedAt, state, settle: () => Promise.resolve(null) };
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ToldError) throw error;
    if (deadline.aborted) throw new ToldError(`the source took longer than ${place.timeout / 1_000} s`);
    if (error instanceof mongoose.mongo.MongoError) throw new ToldError(`the source cannot be read (${error.name})`);
    throw error;
  } finally {
    await client.close();
  }
}

function addressOf({ address }: MongoPlace, env: Work['env']): string {
  const text = secretOf(address, env);
  if (/^mongodb(\+srv)?:\/\//.test(text)) return text;
  throw new ToldError('the address of the source must begin with mongodb:// or mongodb+srv://');
}

/** One reading of a collection: its rows, and the highest watermark among them. */
class Reading {
  rows = 0;
  watermark: Watermark | undefined;

  constructor(
    private readonly place: MongoPlace,
    private readonly known: Watermark | undefined,
  ) {
    this.watermark = known;
  }

  async *lines(client: mongoose.mongo.MongoClient): AsyncGenerator<Buffer> {
    const { database, collection, fields, watermark } = this.place;
    const filter = watermark === undefined || this.known === undefined ? {} : { [watermark]: from(this.known) };
    const names = [...new Set([...Object.values(fields), ...(watermark === undefined ? [] : [watermark])])];
    const projection = Object.fromEntries(withoutParts(names).map((name) => [name, 1]));
    const cursor = client.db(database).collection(collection).find(filter, { projection, batchSize: 2_000 });
    for await (const document of cursor) {
      this.rows += 1;
      this.raise(watermark === undefined ? undefined : valueAt(document, watermark));
      yield Buffer.from(`${JSON.stringify(this.rowOf(document))}\n`);
    }
  }

  private rowOf(document: object): Record<string, string> {
    const columns = Object.entries(this.place.fields).map(([column, path]) => [
      column,
      textOf(valueAt(document, path)),
    ]);
    return Object.fromEntries(columns) as Record<string, string>;
  }

  private raise(value: unknown): void {
    if (typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Date)) return;
    if (this.watermark === undefined || value > this.watermark) this.watermark = value;
  }
}

// MongoDB refuses a projection of a field together with a part of it.
function withoutParts(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}

function valueAt(document: object, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? value[name as never] : null,
      document,
    );
}

/** A value as a file would have it. An instant is its day in Jakarta; midnight in UTC is how a day alone is kept. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const iso = value.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : todayInJakarta(value.getTime());
  }
  if (Array.isArray(value)) return value.map(textOf).join(';');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object' && !('_bsontype' in value)) return JSON.stringify(value);
  // Numbers and ids of MongoDB write themselves.
  return (value as number).toString();
}

import { once } from 'node:events';

import mongoose from 'mongoose';

import { type Row, rowOf } from './store-rows';

/** One round of a writers' process: so many writers, each inserting so many documents one after another. */
export interface WritersRound {
  readonly from: number;
  readonly writers: number;
  readonly each: number;
}

/** A process of its own with half of the writers: one driver alone is slower than the store. */
async function main(port: string): Promise<void> {
  const client = await mongoose.mongo.MongoClient.connect(`mongodb://127.0.0.1:${port}/`, { maxPoolSize: 50 });
  const rows = client.db('bench').collection<Row>('rows');
  process.send?.('ready');
  for (;;) {
    const [round] = (await once(process, 'message')) as [WritersRound | 'stop'];
    if (round === 'stop') break;
    const write = async (writer: number): Promise<void> => {
      for (let at = 0; at < round.each; at += 1) await rows.insertOne(rowOf(round.from + writer * round.each + at));
    };
    await Promise.all(Array.from({ length: round.writers }, (_, writer) => write(writer)));
    process.send?.('written');
  }
  await client.close();
  process.disconnect();
}

void main(process.argv[2] ?? '');

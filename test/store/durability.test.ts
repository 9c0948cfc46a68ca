import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { ToldError } from '../../common/told-error';
import { type RunningStore, startStore } from '../../store/main';
import { type Client, type Doc, Double, errorOf, Long, MongoClient } from './support';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Starts the store on the folder, does the work, stops it. */
async function during<Result>(
  work: (client: Client, store: RunningStore) => Promise<Result>,
  at = folder,
): Promise<Result> {
  const store = await startStore({ port: 0, folder: at });
  const client = await MongoClient.connect(store.uri);
  try {
    return await work(client, store);
  } finally {
    await client.close();
    await store.stop();
  }
}

const rowsOf = (client: Client) => client.db('test').collection<Doc>('rows');
const idsIn = async (client: Client): Promise<number[]> =>
  (await rowsOf(client).find().sort({ _id: 1 }).toArray()).map(({ _id }) => Number(_id));

/** A copy of the folder as a power cut would leave it: taken while the store runs, without its lock. */
async function copyWhileRunning(documents: number): Promise<string> {
  const copy = join(folder, 'copy');
  await during(
    async (client) => {
      for (let _id = 0; _id < documents; _id++)
        await rowsOf(client).insertOne({ _id: _id as never, text: `row ${_id}` });
      cpSync(join(folder, 'data'), copy, { recursive: true, filter: (from) => !from.endsWith('lock') });
    },
    join(folder, 'data'),
  );
  return copy;
}

describe('what was acknowledged is there again', () => {
  it('after a stop, with collections, indexes, exact types and order', async () => {
    const before = await during(async (client) => {
      const rows = rowsOf(client);
      await rows.insertMany([
        { _id: 2 as never, a: new Double(1), b: Long.fromNumber(1), c: 1 },
        { _id: 1 as never, a: [7, 2], d: new Date(5) },
      ]);
      await rows.insertOne({ _id: 3 as never });
      await rows.deleteOne({ _id: 3 as never });
      await rows.createIndex({ a: 1 }, { unique: true }, {});
      await rows.createIndex({ b: 1 }, {}, {});
      await rows.dropIndex('b_1');
      await client.db('test').createCollection('empty');
      await client.db('gone').collection('x').insertOne({});
      await client.db('gone').dropDatabase();
      return rows.find({}, { promoteValues: false }).toArray();
    });
    await during(async (client, { summary }) => {
      const rows = rowsOf(client);
      expect(summary).toMatchObject({ documents: 2, collections: 2, notes: [] });
      expect(await rows.find({}, { promoteValues: false }).toArray()).toEqual(before);
      expect((await rows.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1']);
      expect(await errorOf(rows.insertOne({ a: 2 }))).toMatchObject({ code: 11_000 });
    });
  });

  it('after several starts, each from a snapshot', async () => {
    for (let round = 0; round < 4; round++) {
      await during((client) => rowsOf(client).insertOne({ _id: round as never }));
      expect(readdirSync(folder).sort()).toEqual([`journal-${round + 2}`, `snapshot-${round + 2}`]);
    }
    expect(await during(idsIn)).toEqual([0, 1, 2, 3]);
  });

  it('after the journal was replaced by a snapshot while writes went on', async () => {
    const text = 'x'.repeat(1024 * 1024);
    await during(async (client) => {
      const writers = Array.from({ length: 4 }, async (_, writer) => {
        for (let at = 0; at < 12; at++) await rowsOf(client).insertOne({ _id: (writer * 12 + at) as never, text });
      });
      await Promise.all(writers);
      expect(readdirSync(folder)).toContain('journal-2');
    });
    expect(await during(idsIn)).toEqual(Array.from({ length: 48 }, (_, at) => at));
  });

  it('after kill -9 amid writes, round after round', async () => {
    const acknowledged = new Set<number>();
    for (let round = 0; round < 4; round++) {
      const { child, port, documents } = await storeInChild();
      expect(documents).toBeGreaterThanOrEqual(acknowledged.size);
      await writeUntilKilled(port, round, acknowledged, () => child.kill('SIGKILL'));
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    }
    const kept = new Set(await during(idsIn));
    expect([...acknowledged].filter((id) => !kept.has(id))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(1_000);
  });
});

// Compiles the TypeScript sources as they are required.
const loader = `
  const { transformSync } = require('@swc/core');
  const { readFileSync } = require('node:fs');
  const options = { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } };
  require.extensions['.ts'] = (module, filename) =>
    module._compile(transformSync(readFileSync(filename, 'utf8'), { filename, ...options }).code, filename);
  require(process.argv[1]);`;

async function storeInChild() {
  const stdio: ('ignore' | 'inherit' | 'ipc')[] = ['ignore', 'ignore', 'inherit', 'ipc'];
  const child = spawn(process.execPath, ['-e', loader, join(__dirname, 'serve-until-killed.ts'), folder], { stdio });
  const [message] = (await once(child, 'message')) as [Doc];
  expect(message).toMatchObject({ type: 'ready' });
  return { child, port: Number(message.port), documents: Number(message.summary.documents) };
}

/** Eight writers insert until the store is gone; it is killed once 300 more writes were acknowledged. */
async function writeUntilKilled(
  port: number,
  round: number,
  acknowledged: Set<number>,
  kill: () => void,
): Promise<void> {
  const client = await MongoClient.connect(`mongodb://127.0.0.1:${port}/`, { retryWrites: false });
  const end = acknowledged.size + 300;
  const state = { isAlive: true };
  const write = async (writer: number): Promise<void> => {
    for (let at = 0; state.isAlive; at++) {
      const id = round * 1_000_000 + writer * 10_000 + at;
      const isDone = await rowsOf(client)
        .insertOne({ _id: id as never, text: 'some text' })
        .then(
          () => true,
          () => false,
        );
      if (isDone) acknowledged.add(id);
      if (isDone && acknowledged.size < end) continue;
      state.isAlive = false;
      kill();
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
  await client.close(true);
}

describe('a folder that was left in the middle of something', () => {
  it('loses a write that was cut short, wherever the cut, keeps it aside and says so', async () => {
    const copy = await copyWhileRunning(3);
    const whole = readFileSync(join(copy, 'journal-1'));
    const lastFrame = whole.length - (whole.length - whole.lastIndexOf(Buffer.from('row 2'))) - 80;
    for (let cut = whole.length - 1; cut > lastFrame; cut -= 13) {
      const torn = join(folder, `torn-${cut}`);
      cpSync(copy, torn, { recursive: true });
      truncateSync(join(torn, 'journal-1'), cut);
      await during(async (client, { summary }) => {
        expect(await idsIn(client)).toEqual([0, 1]);
        expect(summary.notes).toEqual([expect.stringMatching(/cut short.*torn-journal-1-at-\d+/)]);
        await rowsOf(client).insertOne({ _id: 9 as never });
      }, torn);
      expect(readdirSync(torn).filter((name) => name.startsWith('torn-'))).toHaveLength(1);
      expect(await during(idsIn, torn)).toEqual([0, 1, 9]);
    }
  });

  it('sets bytes aside that were never a write', async () => {
    const copy = await copyWhileRunning(2);
    appendFileSync(join(copy, 'journal-1'), Buffer.alloc(40, 7));
    await during(async (client, { summary }) => {
      expect(await idsIn(client)).toEqual([0, 1]);
      expect(summary.notes).toHaveLength(1);
    }, copy);
  });

  it('is refused when it is damaged in the middle, and is not touched', async () => {
    const copy = await copyWhileRunning(3);
    const bytes = readFileSync(join(copy, 'journal-1'));
    bytes[bytes.indexOf('row 0')] = 0;
    writeFileSync(join(copy, 'journal-1'), bytes);
    const error = await errorOf(startStore({ port: 0, folder: copy }));
    expect(error).toBeInstanceOf(ToldError);
    expect(error.message).toMatch(/journal-1 is damaged at byte \d+; put back a copy/);
    expect(readFileSync(join(copy, 'journal-1'))).toEqual(bytes);
    expect(existsSync(join(copy, 'lock'))).toBe(false);
  });

  it('is refused when its snapshot is damaged, or a journal is missing', async () => {
    await during((client) => rowsOf(client).insertOne({}));
    const bytes = readFileSync(join(folder, 'snapshot-2'));
    writeFileSync(join(folder, 'snapshot-2'), bytes.subarray(0, -3));
    expect(await errorOf(startStore({ port: 0, folder }))).toMatchObject({
      message: expect.stringContaining('snapshot-2 is damaged'),
    });
    writeFileSync(join(folder, 'snapshot-2'), bytes);
    rmSync(join(folder, 'journal-2'));
    expect(await errorOf(startStore({ port: 0, folder }))).toMatchObject({
      message: expect.stringContaining('journal-2 is missing'),
    });
  });

  it('loads when a snapshot was not finished', async () => {
    const copy = await copyWhileRunning(2);
    writeFileSync(join(copy, 'snapshot-2.tmp'), 'half');
    cpSync(join(copy, 'journal-1'), join(folder, 'first'));
    await during(async (client) => expect(await idsIn(client)).toEqual([0, 1]), copy);
    expect(readdirSync(copy)).not.toContain('snapshot-2.tmp');
  });
});

describe('one folder, one process', () => {
  it('a second store is told who has it', async () => {
    await during(async () => {
      const error = await errorOf(startStore({ port: 0, folder }));
      expect(error).toBeInstanceOf(ToldError);
      expect(error.message).toContain(`open in process ${process.pid}`);
    });
    await during(() => Promise.resolve());
  });

  it('a lock left by a process that is gone, or whose number another has now, counts for nothing', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const stale of [
      { pid, port: 1, started: '' },
      { pid: process.pid, port: 1, started: 'long ago' },
      'half a lo',
    ]) {
      writeFileSync(join(folder, 'lock'), JSON.stringify(stale));
      await during(() => Promise.resolve());
    }
  });
});

describe('a start that cannot be tells why in one line', () => {
  it('a port in use', async () => {
    await during(async (_client, { port }) => {
      const error = await errorOf(startStore({ port, memory: true }));
      expect(error).toBeInstanceOf(ToldError);
      expect(error.message).toMatch(new RegExp(`Port ${port} is in use.*--port`));
    });
  });

  it('a folder that cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const error = await errorOf(startStore({ port: 0, folder: join(folder, 'file', 'store') }));
    expect(error).toBeInstanceOf(ToldError);
    expect(error.message).toContain('--data');
  });
});

it('in memory nothing is kept', async () => {
  const store = await startStore({ port: 0, folder: join(folder, 'none'), memory: true });
  expect(store.summary.folder).toBeNull();
  await store.stop();
  await store.stop();
  expect(existsSync(join(folder, 'none'))).toBe(false);
});

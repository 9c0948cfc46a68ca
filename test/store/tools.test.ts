import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { ToldError } from '../../common/told-error';
import { emptyFolder, exportStore, importFiles, startStore, storeStats } from '../../store/main';
import { type Client, type Doc, Double, errorOf, Long, MongoClient, ObjectId } from './support';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'simpul-tools-'));
  folder = join(root, 'store');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

async function during<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
  const store = await startStore({ port: 0, folder });
  const client = await MongoClient.connect(store.uri);
  try {
    return await work(client);
  } finally {
    await client.close();
    await store.stop();
  }
}

const quiet = (): void => undefined;
const documents: Doc[] = [
  {
    _id: new ObjectId('65f000000000000000000001'),
    a: new Double(1),
    b: Long.fromNumber(2),
    c: 3,
    d: new Date(5),
    e: 1e12,
    f: null,
  },
  { _id: 'two', list: [1, { x: true }] },
];
const fill = (client: Client) => client.db('test').collection<Doc>('rows').insertMany(documents);
const dump = (client: Client) => client.db('test').collection('rows').find({}, { promoteValues: false }).toArray();

describe('stats', () => {
  it('tell what a stopped store holds, and change nothing of it', async () => {
    await during(fill);
    const before = readdirSync(folder);
    expect(await storeStats(folder)).toEqual([
      { namespace: 'test.rows', documents: 2, indexes: 1, bytes: expect.any(Number) },
    ]);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('ask the process that has the folder open', async () => {
    await during(async (client) => {
      await fill(client);
      expect(await storeStats(folder)).toMatchObject([{ namespace: 'test.rows', documents: 2 }]);
    });
  });

  it('say when there is no store', async () => {
    expect(await errorOf(storeStats(folder))).toBeInstanceOf(ToldError);
  });
});

describe('export and import', () => {
  it('give the same documents back, types and all', async () => {
    const before = await during(async (client) => {
      await fill(client);
      return dump(client);
    });
    const target = join(root, 'out');
    const progress: [number, number][] = [];
    const file = join(target, 'test.rows.jsonl');
    expect(await exportStore(folder, target, (done, total) => progress.push([done, total]))).toEqual([
      { file, documents: 2 },
    ]);
    expect(progress.at(-1)).toEqual([2, 2]);
    expect(readFileSync(file, 'utf8').split('\n')[0]).toContain('"e":{"$numberDouble":"1000000000000.0"}');
    emptyFolder(folder);
    expect(await importFiles(folder, [file], quiet)).toEqual([{ file, documents: 2, rejected: [] }]);
    expect(await during(dump)).toEqual(before);
  });

  it('work with a running store', async () => {
    await during(async (client) => {
      await fill(client);
      const [copied] = await exportStore(folder, root, quiet);
      await client.db('test').dropDatabase();
      await importFiles(folder, [copied?.file ?? ''], quiet);
      expect(await dump(client)).toHaveLength(2);
    });
  });

  it('export more than one batch', async () => {
    const many = Array.from({ length: 4_500 }, (_, n) => ({ _id: n as never }));
    await during((client) => client.db('test').collection<Doc>('rows').insertMany(many));
    expect(await exportStore(folder, root, quiet)).toMatchObject([{ documents: 4_500 }]);
    expect(readFileSync(join(root, 'test.rows.jsonl'), 'utf8').trim().split('\n')).toHaveLength(4_500);
  });

  it('tell the lines that were not taken, and go on', async () => {
    const file = join(root, 'test.rows.jsonl');
    writeFileSync(file, '{"_id": 1}\n{"_id": 1}\n{"_id": 2}\n');
    const [result] = await importFiles(folder, [file], quiet);
    expect(result).toMatchObject({ documents: 2, rejected: [expect.stringMatching(/^line 2: E11000/)] });
  });

  it.each<[string, string, string]>([
    ['a file without a place', 'rows.jsonl', '{}'],
    ['a line that is no document', 'test.rows.jsonl', '{"a": 1}\n{a'],
    ['an empty line', 'test.rows.jsonl', '\n'],
  ])('refuse %s', async (_name, name, text) => {
    writeFileSync(join(root, name), text);
    expect(await errorOf(importFiles(folder, [join(root, name)], quiet))).toBeInstanceOf(ToldError);
  });
});

describe('reset', () => {
  it('removes what the store keeps and nothing else', async () => {
    await during(fill);
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    emptyFolder(folder);
    expect(readdirSync(folder)).toEqual(['notes.txt']);
    expect(await during(dump)).toEqual([]);
  });

  it('is refused while a process has the folder open', async () => {
    await during(async () => {
      expect(await errorOf(Promise.resolve().then(() => emptyFolder(folder)))).toMatchObject({
        message: expect.stringContaining(`process ${process.pid}`),
      });
    });
  });
});

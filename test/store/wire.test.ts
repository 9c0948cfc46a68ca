import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

import { describe, expect, it } from '@jest/globals';
import { deserialize, serialize } from 'bson';
import fc from 'fast-check';

import { type Doc, errorOf, MongoClient, storeInMemory } from './support';

const at = storeInMemory();

const open = async (): Promise<Socket> => {
  const socket = connect(at.store.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
};

interface Around {
  readonly flags?: number;
  readonly sections?: Buffer;
  readonly tail?: Buffer;
}

function message(command: Doc, { flags = 0, sections = Buffer.alloc(0), tail = Buffer.alloc(0) }: Around = {}): Buffer {
  const head = Buffer.alloc(21);
  const body = serialize({ ...command, $db: 'test' });
  const whole = Buffer.concat([head, body, sections, tail]);
  whole.writeInt32LE(whole.length, 0);
  whole.writeInt32LE(7, 4);
  whole.writeInt32LE(2013, 12);
  whole.writeUInt32LE(flags, 16);
  return whole;
}

function sequence(name: string, documents: readonly Doc[]): Buffer {
  const bytes = [Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))];
  const length = Buffer.alloc(4);
  length.writeInt32LE(4 + bytes.reduce((sum, part) => sum + part.length, 0));
  return Buffer.concat([Buffer.from([1]), length, ...bytes]);
}

/** Sends bytes and reads whole replies until there are as many as wanted. */
async function replies(socket: Socket, bytes: Buffer, wanted = 1): Promise<Doc[]> {
  socket.write(bytes);
  let held: Buffer = Buffer.alloc(0);
  const found: Doc[] = [];
  for await (const chunk of socket) {
    held = Buffer.concat([held, chunk as Buffer]);
    while (held.length >= 4 && held.length >= held.readInt32LE(0)) {
      found.push(deserialize(held.subarray(21, held.readInt32LE(0))));
      held = held.subarray(held.readInt32LE(0));
    }
    if (found.length >= wanted) break;
  }
  return found;
}

async function isClosed(bytes: Buffer): Promise<void> {
  const socket = await open();
  socket.resume();
  socket.write(bytes);
  await once(socket, 'close');
}

const isAlive = async (): Promise<void> => expect(await at.db.command({ ping: 1 })).toMatchObject({ ok: 1 });

describe('the wire protocol', () => {
  it('presents a standalone that takes writes', async () => {
    const hello = await at.db.admin().command({ hello: 1 });
    expect(hello).toMatchObject({
      isWritablePrimary: true,
      maxWireVersion: 25,
      maxMessageSizeBytes: 48_000_000,
      ok: 1,
    });
    expect(hello).not.toHaveProperty('setName');
    expect(hello).not.toHaveProperty('logicalSessionTimeoutMinutes');
    expect(await at.db.command({ buildInfo: 1 })).toMatchObject({ ok: 1 });
    expect(await at.db.command({ isMaster: 1 })).toMatchObject({ ismaster: true });
  });

  it('joins document sequences to the command', async () => {
    const sections = sequence('documents', [{ _id: 1 }, { _id: 2 }]);
    expect(await replies(await open(), message({ insert: 'rows' }, { sections }))).toMatchObject([{ n: 2, ok: 1 }]);
  });

  it('takes a message with a checksum', async () => {
    expect(await replies(await open(), message({ ping: 1 }, { flags: 1, tail: Buffer.alloc(4) }))).toMatchObject([
      { ok: 1 },
    ]);
  });

  it('answers requests that were sent together, in their order', async () => {
    const together = Buffer.concat([message({ ping: 1 }), message({ count: 'rows' }), message({ nothing: 1 })]);
    expect(await replies(await open(), together, 3)).toMatchObject([{ ok: 1 }, { n: 0 }, { code: 59 }]);
  });

  it('gives no answer to a client that wants none, and does the work', async () => {
    const silent = message({ insert: 'rows', documents: [{ _id: 1 }] }, { flags: 2 });
    expect(await replies(await open(), Buffer.concat([silent, message({ count: 'rows' })]))).toMatchObject([{ n: 1 }]);
    const client = await MongoClient.connect(at.store.uri, { w: 0 });
    await client.db('test').collection('rows').insertOne({ a: 1 });
    expect(await client.db('test').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
  });

  it('takes a message in any pieces', async () => {
    const socket = await open();
    const bytes = message({ ping: 1 });
    for (const byte of bytes.subarray(0, -1)) socket.write(Buffer.from([byte]));
    expect(await replies(socket, bytes.subarray(-1))).toMatchObject([{ ok: 1 }]);
  });
});

describe('bytes that are no message close the connection and nothing else', () => {
  const head = (length: number, opcode: number): Buffer => {
    const bytes = Buffer.alloc(Math.max(26, Math.min(length, 64)));
    bytes.writeInt32LE(length, 0);
    bytes.writeInt32LE(opcode, 12);
    return bytes;
  };

  it.each<[string, Buffer]>([
    ['a length of zero', head(0, 2013)],
    ['a negative length', head(-1, 2013)],
    ['a length above 48 MB', head(48_000_001, 2013)],
    ['an unknown opcode', head(26, 2010)],
    ['an unknown flag', message({ ping: 1 }, { flags: 4 })],
    ['a section of unknown kind', message({ ping: 1 }, { tail: Buffer.from([2, 5, 0, 0, 0, 0]) })],
    ['two bodies', message({ ping: 1 }, { tail: Buffer.concat([Buffer.from([0]), serialize({ ping: 1 })]) })],
    ['a section longer than the message', message({ ping: 1 }, { tail: Buffer.from([1, 255, 0, 0, 0, 0]) })],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('%s', async (_name, bytes) => {
    await isClosed(bytes);
    await isAlive();
  });

  it('whatever bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const socket = await open();
        socket.resume();
        socket.end(Buffer.from(bytes));
        await once(socket, 'close');
      }),
      { numRuns: 200 },
    );
    await isAlive();
  });

  it('whatever becomes of a good message', async () => {
    const good = message({ insert: 'rows', documents: [{ a: [1, { b: 'text' }], d: new Date() }] });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (changes) => {
          const bytes = Buffer.from(good);
          for (const [position, byte] of changes) bytes[position] = byte;
          const socket = await open();
          socket.resume();
          socket.end(bytes);
          await once(socket, 'close');
        },
      ),
      { numRuns: 300 },
    );
    await isAlive();
  });
});

it('documents nested too deeply are refused', async () => {
  let deep: Doc = {};
  for (let level = 0; level < 300; level++) deep = { a: deep };
  expect(await errorOf(at.rows.insertOne(deep))).toMatchObject({ code: 15 });
});

it('a client that asks without reading waits for itself; others are served', async () => {
  await at.rows.insertOne({ text: 'x'.repeat(100_000) });
  const flood = await open();
  const ask = message({ find: 'rows' });
  const count = 500;
  for (let sent = 0; sent < count; sent++) flood.write(ask);
  await isAlive();
  expect(await replies(flood, Buffer.alloc(0), count)).toHaveLength(count);
});

it('names of object members are plain data', async () => {
  const document = JSON.parse('{"_id": 1, "__proto__": {"x": 1}, "constructor": 2, "toString": "y"}') as Doc;
  await at.rows.insertOne(document);
  const bytes = (await at.rows.findOne({}, { raw: true })) as unknown as Uint8Array;
  expect(JSON.stringify(deserialize(bytes))).toBe(JSON.stringify(document));
  expect(await at.rows.find({ '__proto__.x': 1 }).toArray()).toHaveLength(1);
  expect(await at.rows.aggregate([{ $group: { _id: '$constructor' } }]).toArray()).toEqual([{ _id: 2 }]);
  await at.rows.updateOne({}, { $set: { 'constructor.prototype.polluted': 1 } }).catch(() => undefined);
  expect(({} as Doc).polluted).toBeUndefined();
});

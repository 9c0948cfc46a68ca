import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { type Answered, HttpConnection } from '../../../bench/gateway/http-connection';

const body = Buffer.from(JSON.stringify({ data: { text: 'é'.repeat(40_000) } }));
const withLength = Buffer.concat([
  Buffer.from(`HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`),
  body,
]);
const inChunks = Buffer.concat([
  Buffer.from('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
  ...[body.subarray(0, 10), body.subarray(10)].flatMap((part) => [
    Buffer.from(`${part.length.toString(16)}\r\n`),
    part,
    Buffer.from('\r\n'),
  ]),
  Buffer.from('0\r\n\r\n'),
]);

let server: Server;
let connection: HttpConnection;

afterEach(() => {
  connection.close();
  server.close();
});

describe('the connection of the load', () => {
  it('reads a body of known length, and tells nothing of the one that is expected', async () => {
    await serve([withLength]);
    expect(await ask(null)).toEqual({ status: 200, body });
    expect(await ask(body)).toEqual({ status: 200, body: null });
  });

  it('finds a body that differs late from the expected one of the same length', async () => {
    await serve([withLength]);
    const other = Buffer.from(body);
    other.write('x', other.length - 4);
    expect(await ask(other)).toEqual({ status: 200, body });
  });

  it('reads chunks', async () => {
    await serve([inChunks]);
    expect(await ask(null)).toEqual({ status: 200, body });
    expect(await ask(body)).toEqual({ status: 200, body: null });
  });

  it('reads answers that arrive in pieces cut anywhere', async () => {
    for (const answer of [withLength, inChunks]) {
      await serve([
        answer.subarray(0, 20),
        answer.subarray(20, 60),
        answer.subarray(60, 3_000),
        answer.subarray(3_000),
      ]);
      expect(await ask(null)).toEqual({ status: 200, body });
      connection.close();
      server.close();
    }
  });

  it('tells the status of a refusal without a body', async () => {
    await serve([Buffer.from('HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n')]);
    expect(await ask(null)).toEqual({ status: 503, body: Buffer.alloc(0) });
  });
});

let expected: Buffer | null = null;

function ask(right: Buffer | null): Promise<Answered> {
  expected = right;
  return connection.ask();
}

async function serve(pieces: readonly Buffer[]): Promise<void> {
  server = createServer((socket) => {
    const answer = async (): Promise<void> => {
      for (const piece of pieces) {
        socket.write(piece);
        if (pieces.length > 1) await wait(10);
      }
    };
    socket.setNoDelay(true).on('error', () => undefined);
    socket.on('data', () => void answer());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  connection = new HttpConnection(port, Buffer.from('GET / HTTP/1.1\r\n\r\n'), () => expected);
}

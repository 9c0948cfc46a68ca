import { once } from 'node:events';
import type { Socket } from 'node:net';

import { MalformedMessage, messageLength, readRequest, type Request, writeReply } from './message';

/** Answers a request with an encoded document. */
export type Answer = (request: Request) => Promise<Uint8Array>;

/**
 * Serves one client until it leaves: one request after the other. Bytes are taken from the socket only while there is
 * nothing to answer and the client takes its replies, so a client that floods the connection waits for itself.
 */
export async function serveConnection(socket: Socket, answer: Answer, tell: (line: string) => void): Promise<void> {
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  try {
    for await (const message of messagesOf(socket)) {
      const request = readRequest(message);
      const reply = await answer(request);
      if (!request.isSilent) await send(socket, writeReply(request, reply));
    }
  } catch (error) {
    if (!socket.destroyed) tell(`A connection was closed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    socket.destroy();
  }
}

async function* messagesOf(socket: Socket): AsyncGenerator<Buffer> {
  let chunks: Buffer[] = [];
  let held = 0;
  for await (const chunk of socket as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= 4) {
      const first = joinUpTo(chunks, 4);
      const length = messageLength(first);
      if (held < length) break;
      const bytes = joinUpTo(chunks, length);
      yield bytes.subarray(0, length);
      held -= length;
      chunks = held === 0 ? [] : [bytes.subarray(length), ...chunks.slice(1)];
    }
  }
  if (held > 0) throw new MalformedMessage('It ended in the middle of a message.');
}

/** Joins the chunks when the first alone is shorter than what is needed of it. */
function joinUpTo(chunks: Buffer[], length: number): Buffer {
  if (chunks[0] && chunks[0].length >= length) return chunks[0];
  const joined = Buffer.concat(chunks);
  chunks.splice(0, chunks.length, joined);
  return joined;
}

async function send(socket: Socket, parts: readonly Buffer[]): Promise<void> {
  socket.cork();
  let isTaken = true;
  for (const part of parts) isTaken = socket.write(part);
  socket.uncork();
  if (!isTaken && !socket.destroyed) await Promise.race([once(socket, 'drain'), once(socket, 'close')]);
}

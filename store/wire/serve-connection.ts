import type { Socket } from 'node:net';

import { readRequest, type Request, writeReply } from './message';
import { messagesOf } from './messages-of';

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

async function send(socket: Socket, reply: Buffer): Promise<void> {
  if (!socket.write(reply) && !socket.destroyed) await drainedOrClosed(socket);
}

function drainedOrClosed(socket: Socket): Promise<void> {
  return new Promise((done) => {
    const end = (): void => {
      socket.off('drain', end).off('close', end);
      done();
    };
    socket.once('drain', end).once('close', end);
  });
}

import { createServer, type Server, type Socket } from 'node:net';

import { ToldError } from '../../common/told-error';
import { type Answer, serveConnection } from './serve-connection';

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

/** Listens on this machine only. */
export async function listen(port: number, answer: Answer, tell: (line: string) => void): Promise<Listener> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    void serveConnection(socket, answer, tell);
  });
  const bound = await bind(server, port);
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });
  return { port: bound, close };
}

function bind(server: Server, port: number): Promise<number> {
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) => fail(toldOf(error, port)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      done(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function toldOf(error: NodeJS.ErrnoException, port: number): ToldError {
  if (error.code !== 'EADDRINUSE')
    return new ToldError(`The store cannot listen on 127.0.0.1:${port}: ${error.message}.`);
  return new ToldError(
    `Port ${port} is in use by another process; give the store another one with --port, or 0 for any free one.`,
  );
}

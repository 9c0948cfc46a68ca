import type { Server } from 'node:http';

import type { FastifyHttpOptions, FastifyInstance } from 'fastify';

import { ClientError } from '../errors';

/** How long a client may take, in milliseconds. */
export interface HttpTimes {
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number;
  /** From the first byte of a request to its last. */
  readonly requestMs: number;
  /** How often those two are looked at. */
  readonly lookMs: number;
  /** Without taking a byte of an answer that waits to be sent. */
  readonly stalledMs: number;
}

export const httpTimes: HttpTimes = { headersMs: 10_000, requestMs: 30_000, lookMs: 5_000, stalledMs: 30_000 };

const mostHeaders = 100;
const headerBytes = 16_384;

export function serverOptions({ headersMs, requestMs, lookMs, stalledMs }: HttpTimes) {
  return {
    requestTimeout: requestMs,
    connectionTimeout: stalledMs,
    http: { headersTimeout: headersMs, connectionsCheckingInterval: lookMs, maxHeaderSize: headerBytes },
  } satisfies FastifyHttpOptions<Server>;
}

/** Refuses requests with too many headers, and leaves clients that do not read what they asked for. */
export function refuseSlowClients(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, reply, done) => {
    // While an answer is being made nothing is sent, and that may take long.
    reply.raw.on('timeout', () => {
      if (reply.raw.writableLength > 0 || raw.socket.writableLength > 0) raw.socket.destroy();
    });
    const tooMany = raw.rawHeaders.length > mostHeaders * 2;
    done(tooMany ? new ClientError('HEADERS_TOO_LARGE', 431) : undefined);
  });
}

import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

import { requestIdHeader } from './request-id';

/** What a page may ask for beside the answer. */
const asked = ['x-explain', 'x-null-reasons', 'x-provenance'];

const preflightSeconds = 600;

/** Lets pages of these origins ask, each by its exact name; no cookies. With none, no browser is told of other origins. */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  if (origins.length === 0) return;
  const allowed = new Set(origins);
  await app.register(cors, {
    origin: (origin, tell) => tell(null, origin !== undefined && allowed.has(origin) ? origin : false),
    methods: ['GET', 'POST'],
    allowedHeaders: ['authorization', 'content-type', 'x-purpose', 'apollo-require-preflight', ...asked],
    exposedHeaders: [requestIdHeader, 'content-disposition', 'deprecation', 'etag', 'sunset'],
    credentials: false,
    maxAge: preflightSeconds,
    strictPreflight: false,
  });
}

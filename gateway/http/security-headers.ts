import type { FastifyInstance } from 'fastify';

import { requestIdHeader } from './request-id';

/** Sent with every answer. Pages, which load styles and scripts of this server, have a policy of their own. */
export const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Nothing that is told to one client is kept for another, framed, sniffed or passed on by a browser. */
export function addSecurityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders);
    reply.header(requestIdHeader, request.id);
    done();
  });
}

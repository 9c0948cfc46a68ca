import type { FastifyInstance } from 'fastify';

import { isDigestOf, refusalOf, secondsNow, type SigningKey } from '../../common/message-signature';
import { SeenNonces } from '../../common/seen-nonces';

const refusal = {
  errors: [{ message: 'The request is not signed as it must be.', extensions: { code: 'UNSIGNED_REQUEST' } }],
};

class UnsignedRequest extends Error {}

/**
 * Lets through only requests that are signed for this subgraph, with JSON bodies. All others get 401 and one error that
 * does not say what was wrong. The head is checked before a byte of the body is read.
 */
export function requireSignatures(routes: FastifyInstance, audience: string, keys: readonly SigningKey[]): void {
  const nonces = new SeenNonces();
  const takeNonce = nonces.take.bind(nonces);
  const parseJson = routes.getDefaultJsonParser('error', 'error');

  routes.addHook('onRequest', ({ method, url, headers }, _reply, done) => {
    const head = { method, path: url.split('?', 1)[0] ?? '', headers };
    const refused = refusalOf(head, { audience, keys, now: secondsNow(), takeNonce });
    done(refused === null ? undefined : new UnsignedRequest());
  });
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (isDigestOf(request.headers['content-digest'], body)) void parseJson(request, body.toString(), done);
    else done(new UnsignedRequest());
  });
  // A request without a body passes by the parsers.
  routes.addHook('preValidation', (request, _reply, done) => {
    done(request.body === undefined ? new UnsignedRequest() : undefined);
  });
  routes.setErrorHandler((error, _request, reply) => {
    if (!(error instanceof UnsignedRequest)) throw error;
    return reply.status(401).send(refusal);
  });
}

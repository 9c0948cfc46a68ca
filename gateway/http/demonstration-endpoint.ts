import type { FastifyInstance, FastifyRequest } from 'fastify';

import { isLoopback } from '../../common/hosts';
import type { DemonstrationIssuer } from '../auth/demonstration-issuer';
import { personas } from '../auth/personas';
import { ClientError } from '../errors';

/** Where anybody on this machine signs in as a persona. Served by demonstrations only. */
export function addDemonstrationRoutes(
  app: FastifyInstance,
  issuer: DemonstrationIssuer,
  purposes: readonly string[],
): void {
  const headers = { 'cache-control': 'no-store' };
  app.get('/demonstration/personas', (_request, reply) => reply.headers(headers).send({ personas, purposes }));
  app.post('/demonstration/sign-in', async (request, reply) => {
    if (!isOwnPage(request)) throw new ClientError('BAD_REQUEST', 403, 'Sign in from a page of this demonstration.');
    const as = (request.body as { readonly as?: unknown } | null | undefined)?.as;
    const signedIn = typeof as === 'string' ? await issuer.signIn(as) : null;
    if (signedIn === null) {
      const names = personas.map(({ name }) => name).join(', ');
      throw new ClientError('BAD_USER_INPUT', 400, `Send {"as": "<persona>"}, the persona one of ${names}.`);
    }
    return reply.headers(headers).send(signedIn);
  });
}

/**
 * Whether a page of this server asks, or a program. A name of elsewhere that leads to this machine is not this server's:
 * pages of that name are not ours.
 */
function isOwnPage({ headers: { host = '', origin, 'sec-fetch-site': site } }: FastifyRequest): boolean {
  if (!URL.canParse(`http://${host}`) || !isLoopback(new URL(`http://${host}`).hostname)) return false;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === `http://${host}`;
}

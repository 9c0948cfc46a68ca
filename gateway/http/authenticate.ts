import type { FastifyInstance, FastifyRequest } from 'fastify';

import type { Authenticator } from '../auth/authenticator';
import { anonymous, type Asker } from '../auth/viewer';

declare module 'fastify' {
  interface FastifyRequest {
    asker: Asker | null;
  }
}

/** Finds out who asks before the body is read: what follows reads it with `askerOf`. */
export function authenticate(app: FastifyInstance, authenticator: Authenticator) {
  if (!app.hasRequestDecorator('asker')) app.decorateRequest('asker', null);
  return (request: FastifyRequest, _reply: unknown, done: (error?: Error) => void): void => {
    try {
      const asker = authenticator.askerOf(request.raw.rawHeaders);
      if (asker instanceof Promise) {
        asker.then((known) => {
          request.asker = known;
          done();
        }, done);
        return;
      }
      request.asker = asker;
    } catch (error) {
      done(error as Error);
      return;
    }
    done();
  };
}

export function askerOf({ asker }: FastifyRequest): Asker {
  return asker ?? anonymous;
}

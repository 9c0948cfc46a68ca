import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Told with every answer, and taken from a client or a proxy that has given the request an id already. */
export const requestIdHeader = 'x-request-id';

/** What goes into logs as it came: nothing that could end a line or begin another. */
const takenId = /^[\w.-]{1,64}$/;

export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers[requestIdHeader];
  return typeof given === 'string' && takenId.test(given) ? given : randomUUID();
}

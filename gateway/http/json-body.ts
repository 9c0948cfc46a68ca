import type { FastifyInstance } from 'fastify';

import { ClientError } from '../errors';

/** Objects and lists within each other; an operation's variables are the deepest part of a body. */
const mostLevels = 64;

/**
 * Takes bodies as `application/json` in UTF-8 and in no other form: what a page of another origin can send without
 * being asked about is not taken, and nothing is decompressed.
 */
export function takeJsonOnly(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (isTooDeep(String(body))) {
      done(new ClientError('BAD_REQUEST', 400, `The body has more than ${mostLevels} levels of lists and objects.`));
      return;
    }
    void parseJson(request, String(body), done);
  });
  app.addHook('onRequest', (request, _reply, done) => done(refusalOfEncoding(request.headers['content-encoding'])));
}

function refusalOfEncoding(encoding: string | undefined): ClientError | undefined {
  if (encoding === undefined || /^identity$/i.test(encoding)) return undefined;
  return new ClientError('UNSUPPORTED_MEDIA_TYPE', 415, 'Send the body without a content-encoding.');
}

const quote = 0x22;
const backslash = 0x5c;

/** Looks at brackets outside of strings alone: a body that is not JSON is told of by who reads it. */
function isTooDeep(text: string): boolean {
  let level = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case 0x5b:
      case 0x7b:
        level += 1;
        if (level > mostLevels) return true;
        break;
      case 0x5d:
      case 0x7d:
        level -= 1;
        break;
    }
  }
  return false;
}

/** The place of the quote that ends a string. */
function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text.charCodeAt(at - 1 - slashes) === backslash) slashes += 1;
  return slashes % 2 === 1;
}

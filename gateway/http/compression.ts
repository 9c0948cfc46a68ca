import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

/** What is sent often is compressed quickly. */
const brotliQuality = 4;

/** The encoding that a client asks for; null where it asks for none. */
function encodingFor({ headers }: FastifyRequest): Encoding | null {
  const accepted = headers['accept-encoding'];
  if (accepted === undefined) return null;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const chosen = negotiator.encoding([...encodings, 'identity'], { preferred: encodings });
  return chosen === 'br' || chosen === 'gzip' ? chosen : null;
}

/** The stream as the client asks for it. What ends one ends the other. */
export function compressedStream(source: Readable, request: FastifyRequest, reply: FastifyReply): Readable {
  reply.header('vary', 'accept-encoding');
  const encoding = encodingFor(request);
  if (encoding === null) return source;
  reply.header('content-encoding', encoding);
  const compress =
    encoding === 'gzip'
      ? createGzip()
      : createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } });
  // A client that leaves is no error; one of the source ends the answer with `compress`.
  return pipeline(source, compress, () => undefined);
}

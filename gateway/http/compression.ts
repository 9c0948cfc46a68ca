import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';

import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

// What is sent once is compressed quickly.
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Bytes; less is sent as it is. */
const leastCompressed = 1_024;

const compress = {
  br: (content: Buffer) => promisify(brotliCompress)(content, brotliOptions),
  gzip: (content: Buffer) => promisify(gzip)(content),
};
/** Answers that many get are compressed once. */
const compressed = new WeakMap<Buffer, Map<Encoding, Promise<Buffer>>>();

/** The encoding that a client asks for; null where it asks for none. */
function encodingFor({ headers }: FastifyRequest): Encoding | null {
  const accepted = headers['accept-encoding'];
  if (accepted === undefined) return null;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': accepted } });
  const chosen = negotiator.encoding([...encodings, 'identity'], { preferred: encodings });
  return encodings.find((each) => each === chosen) ?? null;
}

/** The content as the client asks for it; null where it is sent as it is. */
export function compressedContent(
  content: string | Buffer,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Buffer> | null {
  if (request.headers['accept-encoding'] === undefined || content.length < leastCompressed) return null;
  const encoding = encodingFor(request);
  if (encoding === null) return null;
  tellEncoding(encoding, reply);
  if (typeof content === 'string') return compress[encoding](Buffer.from(content));
  const byEncoding = compressed.get(content) ?? new Map<Encoding, Promise<Buffer>>();
  const known = byEncoding.get(encoding) ?? compress[encoding](content);
  compressed.set(content, byEncoding.set(encoding, known));
  return known;
}

/** The stream as the client asks for it. What ends one ends the other. */
export function compressedStream(source: Readable, request: FastifyRequest, reply: FastifyReply): Readable {
  const encoding = encodingFor(request);
  if (encoding === null) return source;
  tellEncoding(encoding, reply);
  // A client that leaves is no error; one of the source ends the answer too.
  return pipeline(source, encoding === 'br' ? createBrotliCompress(brotliOptions) : createGzip(), () => undefined);
}

function tellEncoding(encoding: Encoding, reply: FastifyReply): void {
  const vary = String(reply.getHeader('vary') ?? '');
  reply.header('content-encoding', encoding);
  if (!vary.includes('accept-encoding'))
    reply.header('vary', vary === '' ? 'accept-encoding' : `${vary}, accept-encoding`);
}

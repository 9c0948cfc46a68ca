import type { Socket } from 'node:net';

import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import { ClientError } from '../errors';
import type { ErrorLog } from '../respond/error-log';
import { formatError } from '../respond/format-error';
import { singleMediaType } from './incremental-format';
import { requestIdHeader } from './request-id';
import { securityHeaders } from './security-headers';

/** Every refusal is a GraphQL answer with a code, whichever part of the server refuses. */
export function answerInJson(app: FastifyInstance, errorLog: ErrorLog): void {
  app.setNotFoundHandler((request, reply) => refuse(new ClientError('ROUTE_NOT_FOUND', 404), request, reply, errorLog));
  app.setErrorHandler((error: FastifyError, request, reply) => refuse(error, request, reply, errorLog));
}

/** Answers with what may be told of an error, in a media type that the client takes. */
export function refuse(error: Error, { id, headers }: FastifyRequest, reply: FastifyReply, errorLog: ErrorLog): void {
  const refusal = clientErrorOf(error);
  const status = refusal?.status ?? 500;
  // What is no path at all is refused before these are set.
  reply.headers(securityHeaders).header(requestIdHeader, id);
  // What a client goes on sending is not read.
  if (status === 413) reply.header('connection', 'close');
  if (status === 401) reply.header('www-authenticate', 'Bearer error="invalid_token"');
  if (refusal !== null) reply.headers(refusal.headers);
  const errors = errorLog.note([formatError(refusal?.toJSON() ?? { message: '' }, error)], id);
  reply.code(status).type(singleMediaType(headers.accept)).send(JSON.stringify({ errors }));
}

/** null for what is no fault of the client. */
function clientErrorOf(error: Error): ClientError | null {
  if (error instanceof ClientError) return error;
  const status = (error as Partial<FastifyError>).statusCode ?? 500;
  if (status === 413) return new ClientError('BODY_TOO_LARGE', 413);
  if (status === 415) return new ClientError('UNSUPPORTED_MEDIA_TYPE', 415, 'Send the request as application/json.');
  if (status < 500) return new ClientError('BAD_REQUEST', 400, 'The body is not JSON.');
  return null;
}

/** Answers what is no HTTP request, which no route ever sees, and closes the connection. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const refusal = connectionError(error.code);
  const body = JSON.stringify({ errors: [formatError(refusal.toJSON())] });
  const head = [
    `HTTP/1.1 ${refusal.status} ${reasons[refusal.status] ?? 'Bad Request'}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    ...Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`),
    'connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

const reasons: Readonly<Record<number, string>> = { 408: 'Request Timeout', 431: 'Request Header Fields Too Large' };

function connectionError(code: string | undefined): ClientError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return new ClientError('REQUEST_TIMEOUT', 408);
  if (code === 'HPE_HEADER_OVERFLOW') return new ClientError('HEADERS_TOO_LARGE', 431);
  return new ClientError('BAD_REQUEST', 400, 'This is not an HTTP request.');
}

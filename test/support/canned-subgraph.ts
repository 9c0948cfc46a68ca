import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface CannedSubgraph {
  readonly url: string;
  readonly requests: { query: string; variables?: Record<string, unknown> }[];
  close(): Promise<void>;
}

/** What came, as it came. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

export type Canned = (
  request: { query: string; variables?: Record<string, any> },
  response: ServerResponse,
  received: Received,
) => unknown;

/**
 * A subgraph over HTTP that answers what the test says: an object is sent as JSON, undefined leaves the response to the test.
 * Port 0 is any that is free.
 */
export async function cannedSubgraph(answer: Canned, port = 0): Promise<CannedSubgraph> {
  const requests: CannedSubgraph['requests'] = [];
  const server = createServer((request, response) => void respond(request, response));
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    const body = bytes.length === 0 ? { query: '' } : JSON.parse(bytes.toString());
    if (request.method === 'POST') requests.push(body);
    const value = await answer(body, response, { headers: request.headers, bytes });
    if (value !== undefined) response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
  };
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { refusalOf, secondsNow } from '../../../common/message-signature';
import { introspect } from '../../../registry/compose/introspect';
import { aKey } from './keys';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A server that answers each request so, and the heads that it saw. */
async function answering(status: number, body: string, headers: Record<string, string> = {}) {
  const seen: IncomingHttpHeaders[] = [];
  server = createServer((request, response) => {
    seen.push(request.headers);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, seen };
}

const told = JSON.stringify({ data: { _service: { sdl: 'type Query { a: Int }' } } });

describe('introspect', () => {
  it('gives the schema that a subgraph tells, and sends the headers along', async () => {
    const { url, seen } = await answering(200, told);
    expect(await introspect(url, { headers: { authorization: 'Bearer x' } })).toBe('type Query { a: Int }');
    expect(seen[0]?.authorization).toBe('Bearer x');
  });

  it('signs the request as the gateway would', async () => {
    const { url, seen } = await answering(200, told);
    await introspect(url, { signing: { audience: 'permits', key: aKey } });
    const head = { method: 'POST', path: '/graphql', headers: seen[0] ?? {} };
    const expected = { audience: 'permits', keys: [aKey], now: secondsNow(), takeNonce: () => true };
    expect(refusalOf(head, expected)).toBeNull();
  });

  it.each([
    [401, '{}', 'refuses to be asked (401); give it --sign'],
    [200, '{"data": null}', 'does not tell a schema by _service { sdl }'],
    [200, 'no JSON', 'does not tell a schema'],
  ])('says of an answer %i %s what to do', async (status, body, message) => {
    const { url } = await answering(status, body);
    await expect(introspect(url)).rejects.toThrow(message);
  });

  it('follows no redirect, and repeats no password', async () => {
    const { url } = await answering(302, '', { location: 'http://127.0.0.1:1/' });
    const withPassword = url.replace('http://', 'http://me:secret@');
    const message = await introspect(withPassword).catch((error: unknown) => String(error));
    expect(message).toContain('No subgraph answers at http://127.0.0.1:');
    expect(message).not.toContain('secret');
  });

  it.each(['localhost:4001', 'file:///etc/passwd', ''])('takes no address such as "%s"', async (url) => {
    await expect(introspect(url)).rejects.toThrow('must be one such as http://localhost:4001/graphql');
  });
});

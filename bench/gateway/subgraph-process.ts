import { createServer, request as askOverHttp, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { nobodyText } from '../../common/identity';
import { signRequest } from '../../common/message-signature';
import { readSettings } from '../../common/settings';
import { subgraphKeySettings } from '../../common/subgraph-keys';
import { type AnswerAnew, startShopSubgraphs } from './shop-subgraphs';

// The subgraphs of a measurement, all in this one process, each at /<name>, answering from memory: the same body gets
// the bytes that it got before. A body that was not seen yet is answered by the real resolvers of the shop, or by the
// real subgraph at an address given at start as `name=url`, signed with SUBGRAPH_KEYS, and kept. So every gateway is
// answered, whatever queries its planner writes.

export interface ServedCount {
  readonly served: number;
  /** How many of them had to be answered anew. */
  readonly learnt: number;
}

const [key] = readSettings(subgraphKeySettings, process.env).subgraphKeys;
const answerAnew = new Map<string, AnswerAnew>(startShopSubgraphs());
for (const pair of process.argv.slice(2)) {
  const at = pair.indexOf('=');
  const name = pair.slice(0, at);
  answerAnew.set(name, (body) => forward(name, pair.slice(at + 1), body));
}
const known = new Map<string, Map<string, Buffer>>();
for (const name of answerAnew.keys()) known.set(`/${name}`, new Map());
let served = 0;
let learnt = 0;

const server = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => answer(request.url ?? '', Buffer.concat(parts).toString(), response));
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('message', () => process.send?.({ served, learnt } satisfies ServedCount));
process.on('disconnect', () => process.exit());

function answer(path: string, body: string, response: ServerResponse): void {
  served += 1;
  const ready = known.get(path)?.get(body);
  if (ready === undefined) void learn(path, body, response);
  else send(response, 200, ready);
}

async function learn(path: string, body: string, response: ServerResponse): Promise<void> {
  const make = answerAnew.get(path.slice(1));
  if (make === undefined || body === '') {
    send(response, 404, Buffer.from('{}'));
    return;
  }
  learnt += 1;
  try {
    const bytes = Buffer.from(await make(body));
    known.get(path)?.set(body, bytes);
    send(response, 200, bytes);
  } catch {
    send(response, 502, Buffer.from('{"errors":[{"message":"The real subgraph did not answer."}]}'));
  }
}

function send(response: ServerResponse, status: number, bytes: Buffer): void {
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': bytes.length }).end(bytes);
}

function forward(audience: string, url: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = { method: 'POST', path: new URL(url).pathname, audience, identity: nobodyText, body };
    const headers = { 'content-type': 'application/json', ...(key && signRequest(request, key)) };
    const asked = askOverHttp(url, { method: 'POST', headers }, (answered) => {
      const parts: Buffer[] = [];
      answered.on('data', (part: Buffer) => parts.push(part));
      answered.on('end', () => resolve(Buffer.concat(parts).toString()));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

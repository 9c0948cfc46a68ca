import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { readSettings } from '../../common/settings';
import { gatewaySettings } from '../../gateway/config';
import { errorCatalogue, type ErrorCode } from '../../gateway/errors';
import { startGateway } from '../../gateway/gateway';
import type { Canned } from '../support/canned-subgraph';
import { readRaw, sendRaw } from '../support/raw-http';
import { type RunningGateway, runningGateway, stopGateways } from '../support/running-gateway';

/** What the subgraph does in the case at hand. */
let subgraphDoes: Canned = () => ({ data: { a: 1 } });
let running: RunningGateway;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-documents-'));
  writeFileSync(join(folder, 'trusted.graphql'), '{ a }');
  running = await runningGateway((...asked) => subgraphDoes(...asked), {
    MAX_SELECTIONS: '20',
    MAX_TOKENS: '200',
    MAX_DEPTH: '5',
    MAX_ALIASES: '5',
    MAX_ROOT_FIELDS: '30',
    MAX_DIRECTIVES: '5',
    REQUEST_BYTES: '4096',
    SUBGRAPH_TIMEOUT_MS: '300',
    SUBGRAPH_ANSWER_BYTES: '1024',
  });
});
afterAll(async () => {
  await stopGateways();
  rmSync(folder, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly body: any;
}
type Case = readonly [status: number, ask: () => Promise<Answer>];

const times = (count: number, text: string): string => Array.from({ length: count }, () => text).join(' ');
const ask = (query: string, variables?: object) => () => running.ask(query, variables);
const sent =
  (init: RequestInit, path = '/graphql') =>
  async (): Promise<Answer> => {
    const response = await fetch(running.gateway.url.replace('/graphql', path), init);
    return { status: response.status, body: await response.json() };
  };
const json = { 'content-type': 'application/json' };
const body = (value: object) => sent({ method: 'POST', headers: json, body: JSON.stringify(value) });
const hashed = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

/** A subgraph that answers so to one operation, which no other case sends. */
const where = (does: Canned) => async (): Promise<Answer> => {
  subgraphDoes = does;
  return running.ask('{ a }');
};
const answers =
  (status: number, headers: object = {}): Canned =>
  (_, response: ServerResponse) => {
    response.writeHead(status, { ...headers }).end();
    return undefined;
  };

/** The same gateway's settings, but for trusted documents. */
const trusting = (mode: string, value: object) => async (): Promise<Answer> => {
  const env = { TRUSTED_DOCUMENTS: folder, TRUSTED_DOCUMENTS_MODE: mode };
  const { gateway } = await runningGateway(() => ({ data: { a: 1 } }), env);
  const response = await fetch(gateway.url, { method: 'POST', headers: json, body: JSON.stringify(value) });
  return { status: response.status, body: await response.json() };
};

/** A gateway over the agencies' supergraph, which says what its fields cost; no subgraph is there. */
const costing = (env: Record<string, string>) => async (): Promise<Answer> => {
  const settings = readSettings(gatewaySettings, { GATEWAY_PORT: '0', ...env });
  const gateway = await startGateway(settings, () => undefined, { insecure: true });
  try {
    const query = '{ areas(first: 50) { nodes { code } } }';
    const response = await fetch(gateway.url, { method: 'POST', headers: json, body: JSON.stringify({ query }) });
    return { status: response.status, body: await response.json() };
  } finally {
    await gateway.stop();
  }
};

const cases: Readonly<Partial<Record<ErrorCode, Case>>> = {
  BAD_USER_INPUT: [400, ask('query ($x: Boolean!) { a @skip(if: $x) }', { x: 1 })],
  NOT_FOUND: [
    200,
    where(() => ({ data: { a: null }, errors: [{ message: 'no', extensions: { code: 'NOT_FOUND' } }] })),
  ],
  GRAPHQL_PARSE_FAILED: [400, ask('{')],
  GRAPHQL_VALIDATION_FAILED: [400, ask('{ none }')],
  OPERATION_RESOLUTION_FAILURE: [400, ask('query A { a } query B { b }')],
  OPERATION_TOO_LARGE: [400, ask(`{ ${times(25, 'a')} x1: a x2: a x3: a }`)],
  TOKENS_LIMIT: [400, ask(`{ ${times(201, 'a')} }`)],
  DEPTH_LIMIT: [400, ask(`{ a ${times(30, '{ a')} }`)],
  ALIASES_LIMIT: [400, ask('{ a1: a a2: a a3: a a4: a a5: a a6: a }')],
  ROOT_FIELDS_LIMIT: [400, ask(`{ ${times(31, 'a')} }`)],
  DIRECTIVES_LIMIT: [400, ask(`{ a ${times(6, '@include(if: true)')} }`)],
  BAD_REQUEST: [400, sent({ method: 'POST', headers: json, body: '{' })],
  BODY_TOO_LARGE: [413, ask(`{ a } #${times(5_000, 'x')}`)],
  HEADERS_TOO_LARGE: [
    431,
    async () =>
      readRaw(await sendRaw(running.gateway.url, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`)),
  ],
  UNSUPPORTED_MEDIA_TYPE: [415, sent({ method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{ a }' })],
  METHOD_NOT_ALLOWED: [405, sent({ method: 'PUT', headers: json, body: '{}' })],
  ROUTE_NOT_FOUND: [404, sent({}, '/none')],
  TRUSTED_DOCUMENT_REQUIRED: [400, trusting('ids-only', { query: '{ a }' })],
  PERSISTED_QUERY_NOT_FOUND: [400, trusting('off', { id: 'none' })],
  PERSISTED_QUERY_NOT_SUPPORTED: [200, body(hashed('0'))],
  PERSISTED_QUERY_HASH_MISMATCH: [400, body({ query: '{ a }', ...hashed('0') })],
  COST_LIMIT: [400, costing({ MAX_COST: '1' })],
  SUBGRAPH_UNAVAILABLE: [200, where((_, response) => void response.destroy())],
  SUBGRAPH_TIMEOUT: [200, where(() => undefined)],
  SUBGRAPH_CIRCUIT_OPEN: [
    200,
    async () => {
      const { gateway } = await runningGateway(answers(500), { BREAKER_LEAST_QUESTIONS: '1' });
      const asked = { method: 'POST', headers: json, body: '{"query":"{ a }"}' };
      await fetch(gateway.url, asked);
      const response = await fetch(gateway.url, asked);
      return { status: response.status, body: await response.json() };
    },
  ],
  SUBGRAPH_INVALID_RESPONSE: [200, where(() => [])],
  SUBGRAPH_HTTP_ERROR: [200, where(answers(500))],
  SUBGRAPH_REDIRECT: [200, where(answers(302, { location: 'http://localhost' }))],
  SUBGRAPH_RESPONSE_TOO_LARGE: [200, where(() => ({ data: { a: 1 }, extensions: 'x'.repeat(2_000) }))],
  SUBGRAPH_OUTCOME_UNKNOWN: [
    200,
    async () => {
      subgraphDoes = () => undefined;
      return running.ask('mutation { change }');
    },
  ],
  SUBGRAPH_ERROR: [200, where(() => ({ data: { a: null }, errors: [{ message: 'no', path: ['a'] }] }))],
};

describe('a code of the catalogue', () => {
  it.each(Object.entries(cases))('leaves a gateway: %s', async (code, [status, produce]) => {
    const answer = await produce();
    expect([answer.status, answer.body.errors[0].extensions.code]).toEqual([status, code]);
    const isInternal = code.startsWith('SUBGRAPH_');
    expect(typeof answer.body.errors[0].extensions.errorId).toBe(isInternal ? 'string' : 'undefined');
  });

  it('is here, or expected by another test', () => {
    const others = readdirSync(join(projectRoot, 'test'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts') && !file.endsWith('error-codes.test.ts'))
      .map((file) => readFileSync(join(projectRoot, 'test', file), 'utf8'));
    const isExpected = (code: string): boolean => others.some((text) => text.includes(`'${code}'`));
    const missing = Object.keys(errorCatalogue).filter((code) => !Object.hasOwn(cases, code) && !isExpected(code));
    expect(missing).toEqual([]);
  });
});

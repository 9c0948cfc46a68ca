import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OperationTypeNode } from 'graphql';

import { personas } from '../../gateway/auth/personas';
import { readSamples } from '../../gateway/samples/read-samples';
import type { SampleOperation } from '../../gateway/samples/sample-operation';
import { type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
let samples: ReadonlyMap<string, SampleOperation>;

beforeAll(async () => {
  [graph, samples] = await Promise.all([runningGraph({ assessed: true }), readSamples()]);
  // Something to be found in the audit log.
  await graph.ask(sampleOf('permit-file').text, {}, { as: 'immigration-officer', purpose: 'permit-renewal' });
}, 300_000);
afterAll(() => graph.stop());

function sampleOf(name: string): SampleOperation {
  const sample = samples.get(name);
  if (sample === undefined) throw new Error(`There is no sample ${name}.`);
  return sample;
}

const headersOf = async (persona: string, { purpose }: Pick<SampleOperation, 'purpose'> = { purpose: null }) => ({
  ...(persona !== 'anybody' && (await graph.bearer(persona))),
  ...(purpose !== null && { 'x-purpose': purpose }),
});

const load = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
  fetch(graph.gateway.url.replace('/graphql', path), { headers });

const refusal = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const response = await load(path, headers);
  const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] };
  return { status: response.status, code: errors[0]?.extensions.code, message: errors[0]?.message ?? '' };
};

const asBrowser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('every sample operation', () => {
  it('is answered to those whom it is for, whole and not empty, and is a table with rows', async () => {
    const known = [...personas.map(({ name }) => name), 'anybody'];
    for (const sample of samples.values()) {
      for (const persona of sample.for) {
        expect(known).toContain(persona);
        if (sample.kind !== OperationTypeNode.QUERY) continue;
        const headers = await headersOf(persona, sample);
        const response = await load(`/q/${sample.name}`, headers);
        const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
        expect([sample.name, persona, response.status, errors]).toEqual([sample.name, persona, 200, undefined]);
        expect([sample.name, JSON.stringify(data)]).not.toEqual([sample.name, expect.stringMatching(/:\[\]|^\{"\w+":null/)]);
        const table = await (await load(`/q/${sample.name}?format=ndjson&header=none`, headers)).text();
        expect([sample.name, table.split('\n').length > 1 && !table.includes('"#"')]).toEqual([sample.name, true]);
      }
    }
  });

  it('that is a change is made by those whom it is for', async () => {
    const { data } = await graph.ask('{ alerts(area: "31.75", state: RAISED, first: 1) { nodes { id } } }', {}, { as: 'analyst' });
    const alert = data.alerts.nodes[0].id as string;
    const by = { as: 'kesbangpol-officer' };
    const told = await graph.ask(sampleOf('acknowledge-alert').text, { alert, note: 'Looked at it' }, by);
    expect(told.errors).toBeUndefined();
    expect(told.data.acknowledgeAlert).toMatchObject({ id: alert, state: 'ACKNOWLEDGED' });
  });

  it('is offered to those alone who may use all that it asks for', async () => {
    const offeredTo = async (persona: string, purpose: string | null = null): Promise<string[]> => {
      const response = await load('/samples.json', await headersOf(persona, { purpose }));
      return ((await response.json()) as { samples: SampleOperation[] }).samples.map(({ name }) => name);
    };
    expect(await offeredTo('anybody')).toEqual(['areas-and-residents']);
    const toAnalyst = await offeredTo('analyst');
    expect(toAnalyst).toEqual(expect.arrayContaining(['stability-ranking', 'incident-list', 'what-if']));
    for (const name of ['permit-file', 'access-log', 'acknowledge-alert', 'lodging-reports']) {
      expect(toAnalyst).not.toContain(name);
    }
    expect(await offeredTo('immigration-officer')).not.toContain('permit-file');
    expect(await offeredTo('immigration-officer', 'permit-renewal')).toContain('permit-file');
    expect(await offeredTo('auditor')).toContain('access-log');
  });
});

describe('/q/NAME', () => {
  it('runs the operation with the parameters of the address, as a GET of /graphql would', async () => {
    const response = await load('/q/area-history?code=31.75.06&months=3', await headersOf('analyst'));
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(Number(response.headers.get('x-cost-estimated'))).toBeGreaterThan(0);
    const { data } = (await response.json()) as { data: any };
    expect(data.area.name).toBe('Cakung');
    expect(data.area.stability.history).toHaveLength(3);
  });

  it('answers as a table whose rows are those of the sample', async () => {
    const response = await load('/q/stability-ranking?level=DISTRICT', { accept: 'text/csv', ...(await headersOf('analyst')) });
    expect(response.headers.get('content-type')).toContain('text/csv');
    expect((await response.text()).split(/\r?\n/).filter((line) => /^\d+,/.test(line))).toHaveLength(10);
  });

  it('tells nothing of persons to who may not see them, whoever asks by whichever address', async () => {
    for (const headers of [{}, await headersOf('analyst'), await headersOf('immigration-officer')]) {
      const { data, errors } = (await (await load('/q/permit-file', headers)).json()) as { data: any; errors: any[] };
      expect(data.area.stayPermits).toBeNull();
      expect(errors[0].extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
    }
  });

  it('knows a viewer by the token alone: one that is not accepted is refused', async () => {
    expect(await refusal('/q/areas-and-residents', { authorization: 'Bearer x' })).toMatchObject({ status: 401 });
  });

  it('says which names there are, in place of an unknown one', async () => {
    const { status, code, message } = await refusal('/q/nothing-%3Cscript%3E');
    expect([status, code]).toEqual([404, 'NOT_FOUND']);
    expect(message).toContain('area-history, areas-and-residents');
    expect(message).not.toContain('script');
  });

  it.each([
    ['/q/area-history?months=x', 'months must be one whole number.'],
    ['/q/area-history?area=31.75', '"area" is no parameter.'],
    ['/q/open-alerts?level=HIGH', 'StabilityLevel'],
    ['/q/acknowledge-alert?alert=x', 'note is needed: What the officer notes'],
  ])('refuses what a parameter cannot be, in words: %s', async (path, message) => {
    const refused = await refusal(path, await headersOf('analyst'));
    expect(refused).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(refused.message).toContain(message);
  });

  it('makes no change', async () => {
    const { status, message } = await refusal(
      '/q/acknowledge-alert?alert=31.75.03@2024-10-SIAGA&note=x',
      await headersOf('kesbangpol-officer'),
    );
    expect([status, message]).toEqual([405, expect.stringContaining('GET requests only support query operations')]);
    const post = await fetch(graph.gateway.url.replace('/graphql', '/q/acknowledge-alert'), { method: 'POST' });
    await post.text();
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('is a page for a browser that goes there: the same for everybody, with nothing of the address in it', async () => {
    const page = await load('/q/area-history?code=%3Cscript%3E', asBrowser);
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('vary')).toContain('accept');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    const text = await page.text();
    expect(text).not.toContain('<script>');
    const unknown = await load('/q/nothing', asBrowser);
    expect([unknown.status, await unknown.text()]).toEqual([404, text]);
  });

  it('is not asked by a page of others', async () => {
    const refused = await refusal('/q/areas-and-residents', { 'sec-fetch-site': 'cross-site' });
    expect(refused).toMatchObject({ status: 400, message: expect.stringContaining('CSRF') });
  });
});

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';
import { buildSchema } from 'graphql';

import { type By, type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await runningGraph();
}, 120_000);
afterAll(() => graph.stop());

const analyst = { as: 'analyst' };

async function send(query: string, headers: Record<string, string>, { as, purpose }: By = analyst, address = '') {
  const asker = { ...(as && (await graph.bearer(as))), ...(purpose && { 'x-purpose': purpose }) };
  const response = await fetch(`${graph.gateway.url}${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...asker, ...headers },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, text: await response.text() };
}

const signals = `query Signals {
  areas(within: "31.75", level: DISTRICT) {
    nodes {
      code name population
      permitSignals(months: 2) {
        month asOf stale
        applicationsPastStandard { basis numerator { value status } denominator { value status } }
        lodgingsNotReporting { numerator denominator }
      }
    }
  }
}`;

describe('a table', () => {
  it('has, cell by cell, what the JSON answer has for the same viewer', async () => {
    const { data } = await graph.ask(signals, {}, analyst);
    const csv = await send(signals, { accept: 'text/csv' }, analyst, '?header=none&rows=areas.nodes.permitSignals');
    const rows: Record<string, string>[] = parseCsv(csv.text, { columns: true, record_delimiter: '\r\n' });
    const text = (value: number | boolean | null): string => (value === null ? '' : String(value));
    const expected = data.areas.nodes.flatMap((area: any) =>
      area.permitSignals.map((each: any) => ({
        code: area.code,
        name: area.name,
        population: text(area.population),
        'permitSignals.month': each.month,
        'permitSignals.asOf': each.asOf,
        'permitSignals.stale': text(each.stale),
        'permitSignals.applicationsPastStandard.basis': each.applicationsPastStandard.basis,
        'permitSignals.applicationsPastStandard.numerator.value': text(each.applicationsPastStandard.numerator.value),
        'permitSignals.applicationsPastStandard.numerator.status': each.applicationsPastStandard.numerator.status,
        'permitSignals.applicationsPastStandard.denominator.value': text(
          each.applicationsPastStandard.denominator.value,
        ),
        'permitSignals.applicationsPastStandard.denominator.status': each.applicationsPastStandard.denominator.status,
        'permitSignals.lodgingsNotReporting.numerator': text(each.lodgingsNotReporting.numerator),
        'permitSignals.lodgingsNotReporting.denominator': text(each.lodgingsNotReporting.denominator),
      })),
    );
    expect(rows).toEqual(expected);
    expect(rows).toHaveLength(20);
  });

  it('tells in its header how many counts are suppressed, and from whom the rest is', async () => {
    const { data } = await graph.ask(signals, {}, analyst);
    const counts = data.areas.nodes.flatMap((area: any) =>
      area.permitSignals.map((each: any) => each.applicationsPastStandard.numerator),
    );
    const small = counts.filter(({ status }: any) => status === 'SUPPRESSED_SMALL').length;
    expect(small).toBeGreaterThan(0);
    const { text } = await send(signals, { accept: 'text/csv' }, analyst, '?rows=areas.nodes.permitSignals');
    const place = 'areas.nodes.permitSignals.applicationsPastStandard.numerator.value';
    expect(text).toContain(`# empty: ${place}: suppressed SUPPRESSED_SMALL | ${small} times\r\n`);
    expect(text).toMatch(
      /# from: permits \(immigration office\) \| areas\.nodes\.permitSignals \| as of 2024-\d\d-\d\d/,
    );
  });

  it('has no column of a person for who may see none, and says so', async () => {
    const query = '{ area(code: "31.75.03") { name shelters(first: 2) { nodes { id kind village { code } } } } }';
    const { status, text } = await send(query, { accept: 'text/csv' });
    expect(status).toBe(200);
    const table = text.split('\r\n').filter((line) => line !== '' && !line.startsWith('# '));
    expect(table[0]).toBe('id,kind');
    expect(text).toContain('# left out: area.shelters.nodes.village: forbidden');
    expect(text.trimEnd().split('\r\n').at(-1)).toContain('# incomplete: UNAUTHORIZED_FIELD_OR_TYPE');
  });

  it('is refused with 403 where the rows themselves are not for the viewer', async () => {
    const query = '{ area(code: "31.75.03") { stayPermits { nodes { id holder { name } } } } }';
    const { status, text } = await send(query, { accept: 'text/csv' });
    expect(status).toBe(403);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });

  it('of persons is in the audit log as the JSON answer is', async () => {
    const officer = { as: 'immigration-officer', purpose: 'permit-renewal' };
    const query = '{ area(code: "31.75.03") { stayPermits(first: 2) { nodes { id holder { name } } } } }';
    const entries = async (): Promise<number> => {
      const folder = graph.env.AUDIT_FOLDER ?? '';
      const files = (await readdir(folder, { recursive: true })).filter((name) => /[^/]+\.\w+$/.test(name));
      const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
      return texts.join('').split('StayPermit.id').length;
    };
    await graph.ask(query, {}, officer);
    const before = await entries();
    expect(before).toBeGreaterThan(1);
    const { status } = await send(query, { accept: 'text/csv' }, officer);
    expect([status, await entries()]).toEqual([200, before + 1]);
  });
});

describe('extensions.provenance', () => {
  it('names, on request, the agency of each part, how old it is and what protects it', async () => {
    const { text } = await send(signals, { 'x-provenance': '1' });
    const { sources, answeredAt, schemaDigest } = JSON.parse(text).extensions.provenance;
    expect(sources).toEqual([
      expect.objectContaining({
        subgraph: 'stability',
        at: '',
        type: 'Query',
        fields: ['areas'],
        asOf: null,
        scopes: [],
      }),
      {
        subgraph: 'permits',
        agency: 'immigration office',
        at: 'areas.nodes',
        type: 'Area',
        fields: ['permitSignals'],
        asOf: expect.stringMatching(/^2024-\d\d-\d\d$/),
        stale: false,
        scopes: ['stability:read'],
        policies: [],
      },
    ]);
    expect([Date.parse(answeredAt) > 0, schemaDigest]).toEqual([true, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(JSON.parse((await send(signals, {})).text)).not.toHaveProperty('extensions');
  });

  it('names nothing that clients do not know', async () => {
    const query = '{ areas(within: "31.75", level: DISTRICT) { nodes { stability { index } } } }';
    const { text } = await send(query, { 'x-provenance': '1' });
    expect(text).not.toMatch(/Inputs/);
    expect(JSON.parse(text).extensions.provenance.sources.map(({ subgraph }: any) => subgraph)).toEqual([
      'stability',
      'stability',
    ]);
  });
});

describe('extensions.nullReasons', () => {
  it('says of suppressed counts and of what was denied why they are null', async () => {
    const query =
      '{ area(code: "31.75.01") { permitSignals(months: 1) { applicationsPastStandard { numerator { value } } } stayPermits { nodes { id } } } }';
    const { text } = await send(query, { 'x-null-reasons': '1' });
    expect(JSON.parse(text).extensions.nullReasons).toEqual({
      'area.permitSignals.0.applicationsPastStandard.numerator.value': 'suppressed',
      'area.stayPermits': 'forbidden',
    });
  });

  it('L7: says of a record that is not there what it says of one that is not the viewer’s', async () => {
    const officer = { as: 'immigration-officer', purpose: 'permit-renewal' };
    const reasons = async (id: string) => {
      const { text } = await send(
        `{ stayPermit(id: "${id}") { id } }`,
        { 'x-null-reasons': '1', 'x-provenance': '1' },
        officer,
      );
      const { data, extensions } = JSON.parse(text);
      return { data, ...extensions, provenance: extensions.provenance.sources };
    };
    const elsewhere = await reasons('IT-999999');
    expect(elsewhere.nullReasons).toEqual({});
    expect(await reasons('none')).toEqual(elsewhere);
  });
});

describe('x-explain: only', () => {
  it('tells the plan, the cost and what would be left out, and asks nobody', async () => {
    const query =
      '{ areas(within: "31.75", level: DISTRICT) { nodes { name permitSignals { month } stability { index } stayPermits { nodes { id } } } } }';
    const before = { ...graph.requests };
    const { status, text } = await send(query, { 'x-explain': 'only' });
    expect({ ...graph.requests }).toEqual(before);
    expect(status).toBe(200);
    const { data, extensions } = JSON.parse(text);
    expect(data).toBeNull();
    const { plan, steps, subgraphs, cost, dropped, deprecations } = extensions.explain;
    expect(plan[0]).toBe("1. Ask stability (Timpora's secretariat) for areas.");
    expect(plan[1]).toMatch(
      /^2\. At the same time: ask .*permits \(immigration office\) for permitSignals of areas\.nodes/,
    );
    expect([...subgraphs].sort()).toEqual(['permits', 'refugees', 'security', 'stability']);
    expect(steps[0]).toEqual({
      stage: 1,
      subgraph: 'stability',
      agency: "Timpora's secretariat",
      at: '',
      fields: ['areas'],
    });
    expect(cost).toEqual({ estimated: expect.any(Number), most: 100_000, budget: null });
    expect(dropped).toEqual([{ path: 'areas.nodes.@.stayPermits', because: 'you have no right to it.' }]);
    expect(deprecations).toEqual([]);
    expect(text).not.toContain('31.75');
    expect(text).not.toMatch(/Inputs/);
  });

  it('is another word than anything else', async () => {
    const { status, text } = await send('{ areas { totalCount } }', { 'x-explain': 'yes' });
    expect([status, JSON.parse(text).errors[0].message]).toEqual([400, 'The header x-explain is only, or left out.']);
  });
});

describe('/schema.graphql', () => {
  const ask = async (by: string | null, headers: Record<string, string> = {}) => {
    const asker = by === null ? {} : await graph.bearer(by);
    return fetch(graph.gateway.url.replace('/graphql', '/schema.graphql'), { headers: { ...asker, ...headers } });
  };

  it('is what introspection shows to who asks, each their own', async () => {
    const sdl = await (await ask('analyst')).text();
    const { text } = await send('{ __schema { types { name } } }', {});
    const names = JSON.parse(text).data.__schema.types.map(({ name }: { name: string }) => name);
    expect(Object.keys(buildSchema(sdl).getTypeMap()).sort()).toEqual([...names].sort());
    expect(sdl).not.toContain('PermitHolder');
    expect(await (await ask(null)).text()).not.toContain('StabilityAssessment');
  });

  it('need not be sent again while it stays as it is', async () => {
    const first = await ask('analyst');
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const tag = first.headers.get('etag') ?? '';
    const again = await ask('analyst', { 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask(null, { 'if-none-match': tag })).status).toBe(200);
  });
});

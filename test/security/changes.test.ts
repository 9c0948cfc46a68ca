import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { signIn } from '../../cli/sign-in';
import { auditKeyOf } from '../../common/audit-key';
import { whoSaw } from '../../gateway/audit/inspect';
import { randomDemonstrationKey } from '../../gateway/auth/demonstration-key';
import type { Canned } from '../support/canned-subgraph';
import { type RunningGateway, runningGateway, stopGateways } from '../support/running-gateway';

// Rows A23, A24 and C9 of the threat table in docs/security.md: changes that officers ask for.
const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes", "@policy"])
  type Query { alert(id: ID!): RedAlert open: Int }
  type RedAlert @key(fields: "id") { id: ID! state: String }
  type Deed { id: ID! of: String }
  input Plan { alert: ID! others: [Part!] }
  input Part { deed: ID note: String }
  type Mutation {
    close(id: ID!, note: String): RedAlert
      @requiresScopes(scopes: [["activity:write"]]) @policy(policies: [["agency-officer", "working-area"]])
    plan(input: Plan!): Deed @requiresScopes(scopes: [["activity:write"]])
    free: Int
  }`;
const supergraph = (url: string): string =>
  composeServices([{ name: 'things', url, typeDefs: parse(sdl) }]).supergraphSdl ?? '';

let folder: string;
const auditKey = randomBytes(32).toString('base64url');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-changes-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(stopGateways);

const audited = () => ({ AUDIT_FOLDER: folder, AUDIT_KEY: auditKey });

interface Graph extends RunningGateway {
  by(as: string | null, query: string, variables?: object): Promise<{ status: number; body: any }>;
}

async function graphThat(answer: Canned, env: Record<string, string> = audited()): Promise<Graph> {
  const running = await runningGateway(answer, { DEMONSTRATION_KEY: randomDemonstrationKey(), ...env }, supergraph);
  return {
    ...running,
    by: async (as, query, variables) => {
      const token = as === null ? {} : { authorization: `Bearer ${(await signIn(running.gateway.url, as)).token}` };
      const response = await fetch(running.gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...token },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

const closing = 'mutation { close(id: "R-1", note: "done") { id } }';
const officer = 'kesbangpol-officer';
const accesses = async (key: string) => (await whoSaw(folder, key, auditKeyOf(auditKey))).accesses;

describe('A23: a protected change', () => {
  it('is in the audit log, under what it changes, before the subgraph is asked for it', async () => {
    const noted: string[][] = [];
    const { by } = await graphThat(async () => {
      noted.push((await accesses('RedAlert:R-1')).map(({ viewer }) => viewer));
      return { data: { close: { id: 'R-1' } } };
    });
    const { body } = await by(officer, closing);
    expect(body).toEqual({ data: { close: { id: 'R-1' } } });
    expect(noted).toEqual([['demonstration:kesbangpol-officer']]);
    expect((await accesses('RedAlert:R-1'))[0]).toMatchObject({
      agency: 'KESBANGPOL',
      coordinates: ['Mutation.close'],
      operation: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('is noted by the ids in its inputs, given by variables or in the text, through fragments and aliases', async () => {
    const { by } = await graphThat(() => ({ data: { x: { id: '1' }, y: null } }));
    const query = `mutation ($input: Plan!, $gone: ID!) { ...All }
      fragment All on Mutation { x: plan(input: $input) { id } ... { y: close(id: $gone) { id } } }`;
    const input = { alert: 'R-7', others: [{ deed: 'D-1' }, { note: 'x' }, { deed: 'D-2' }] };
    await by(officer, query, { input, gone: 'R-8' });
    for (const key of ['RedAlert:R-7', 'RedAlert:R-8', 'Deed:D-1', 'Deed:D-2']) {
      expect((await accesses(key)).map(({ coordinates }) => coordinates)).toEqual([
        ['Mutation.plan', 'Mutation.close'],
      ]);
    }
  });

  it('is not asked for when it cannot be noted, and where nothing is logged', async () => {
    const { by, subgraph } = await graphThat(() => ({ data: { close: { id: 'R-1' }, free: 1, open: 1 } }), {});
    const { status, body } = await by(officer, closing);
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'AUDIT_UNAVAILABLE']);
    expect(subgraph.requests).toEqual([]);
    // What nobody protects is done, and whatever is no change is told.
    expect((await by(officer, 'mutation { free }')).body.data).toEqual({ free: 1 });
    expect((await by(officer, '{ open }')).body.data).toEqual({ open: 1 });
  });

  it('is refused while the log cannot be written', async () => {
    const env = { ...audited(), AUDIT_MONGODB: 'true', MONGODB_URI: 'mongodb://127.0.0.1:9/' };
    const { by, subgraph } = await graphThat(() => ({ data: { close: { id: 'R-1' } } }), env);
    const { status, body } = await by(officer, closing);
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'AUDIT_UNAVAILABLE']);
    expect(subgraph.requests).toEqual([]);
  }, 60_000);

  it.each([null, 'analyst', 'auditor'])('is not made for %s, not even in a dry run', async (as) => {
    const env = { ...audited(), AUTHORISATION_DRY_RUN: 'true' };
    const { by, subgraph } = await graphThat(() => ({ data: { close: { id: 'R-1' } } }), env);
    const { body } = await by(as, closing);
    expect([body.data, body.errors[0].extensions.code]).toEqual([{ close: null }, 'UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(subgraph.requests).toEqual([]);
  });

  it('A24: that is not answered in time is not asked for again, and its outcome is told as unknown', async () => {
    const { by, subgraph } = await graphThat(() => undefined, { ...audited(), SUBGRAPH_TIMEOUT_MS: '200' });
    const { body } = await by(officer, closing);
    expect(body.data).toEqual({ close: null });
    expect(body.errors[0]).toMatchObject({
      message: expect.stringContaining('may have been made or not'),
      path: ['close'],
      extensions: { code: 'SUBGRAPH_OUTCOME_UNKNOWN', subgraph: 'things' },
    });
    expect(subgraph.requests).toHaveLength(1);
  });
});

describe('C9: what is read after a change', () => {
  it('is never an answer that was asked for before it, by the same client or another', async () => {
    let state = 'OPEN';
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let came: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (came = resolve));
    const { by } = await graphThat(async ({ query }) => {
      if (query.startsWith('mutation')) {
        state = 'CLOSED';
        return { data: { close: { id: 'R-1' } } };
      }
      const seen = state;
      if (seen === 'OPEN') {
        came();
        await held;
      }
      return { data: { alert: { state: seen } } };
    });
    const read = '{ alert(id: "R-1") { state } }';
    const before = by(officer, read);
    await asked;
    await by(officer, closing);
    const after = await Promise.all([by(officer, read), by('unhcr-officer', read)]);
    expect(after.map(({ body }) => body.data.alert.state)).toEqual(['CLOSED', 'CLOSED']);
    release();
    expect((await before).body.data.alert.state).toBe('OPEN');
    expect((await by(officer, read)).body.data.alert.state).toBe('CLOSED');
  });
});

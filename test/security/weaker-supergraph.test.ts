import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';

import { addApproval, supergraphDigest } from '../../common/approvals';
import { readProtections } from '../../gateway/authorise/read-protections';
import { DemandsServed, demandText } from '../../gateway/authorise/weakened';
import { runningGateway, stopGateways } from '../support/running-gateway';

function supergraph(fields: string, types = '', url = 'http://127.0.0.1:1'): string {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
      import: ["@key", "@authenticated", "@requiresScopes", "@policy"])
    type Query { ${fields} } ${types}`;
  const { supergraphSdl, errors } = composeServices([{ name: 'things', url, typeDefs: parse(sdl) }]);
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

const protectionsOf = (fields: string, types?: string) => readProtections(parse(supergraph(fields, types)));

describe('A13: a supergraph is weaker', () => {
  const scoped = '@requiresScopes(scopes: [["a", "b"]])';
  it.each([
    ['when a field loses its directive', 'a: Int @authenticated', 'a: Int', ['Query.a loses @authenticated']],
    [
      'when scopes are fewer',
      `a: Int ${scoped}`,
      'a: Int @requiresScopes(scopes: [["a"]])',
      [`Query.a loses @requiresScopes(scopes: [["a","b"]])`],
    ],
    [
      'when there is another way',
      `a: Int ${scoped}`,
      'a: Int @requiresScopes(scopes: [["a", "b"], ["c"]])',
      [`Query.a loses @requiresScopes(scopes: [["a","b"]])`],
    ],
    [
      'when a scope becomes a sign-in',
      `a: Int ${scoped}`,
      'a: Int @authenticated',
      [`Query.a loses @requiresScopes(scopes: [["a","b"]])`],
    ],
    ['not when a sign-in becomes a scope', 'a: Int @authenticated', `a: Int ${scoped}`, []],
    ['not when scopes are more', `a: Int ${scoped}`, 'a: Int @requiresScopes(scopes: [["a", "b", "c"]])', []],
    ['not when the field is gone', 'a: Int @authenticated b: Int', 'b: Int', []],
    [
      'not when a directive is added',
      'a: Int @authenticated b: Int',
      'a: Int @authenticated b: Int @authenticated',
      [],
    ],
  ])('%s', (_, former, next, expected) => {
    const has = (coordinate: string): boolean => next.includes(coordinate.replace('Query.', ''));
    const lost = new DemandsServed(protectionsOf(former)).weakenedIn(protectionsOf(next), has);
    expect(lost.map((each) => `${each.coordinate} loses ${demandText(each.lost)}`)).toEqual(expected);
  });

  it('when a type loses its directive: at every field that gives or has it', () => {
    const former = protectionsOf('a: A', 'type A @authenticated { b: Int }');
    const next = protectionsOf('a: A', 'type A { b: Int }');
    expect(new DemandsServed(former).weakenedIn(next, () => true).map(({ coordinate }) => coordinate)).toEqual([
      'A.b',
      'Query.a',
    ]);
  });
});

describe('A13: a gateway', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'simpul-approvals-'));
  });
  afterEach(async () => {
    await stopGateways();
    await rm(folder, { recursive: true });
  });

  it('holds a weaker supergraph until it is approved, and serves the former one meanwhile', async () => {
    const approvals = join(folder, 'approvals.json');
    const { subgraph, write, ask, nextLine } = await runningGateway(() => ({ data: { a: 1, b: 2 } }), {
      APPROVALS_FILE: approvals,
    });
    const closed = supergraph('a: Int b: Int @authenticated', '', subgraph.url);
    const open = supergraph('a: Int b: Int', '', subgraph.url);
    const answers = async () => (await ask('{ a b }')).body.data;

    let told = nextLine();
    await write(closed);
    expect(await told).toContain('changed and is served');
    expect(await answers()).toEqual({ a: 1, b: null });

    told = nextLine();
    await write(open);
    expect(await told).toContain('protects less than the one being served (Query.b loses @authenticated)');
    expect(await answers()).toEqual({ a: 1, b: null });

    // Nor by two steps: without the field, then with it open.
    told = nextLine();
    await write(supergraph('a: Int', '', subgraph.url));
    expect(await told).toContain('changed and is served');
    told = nextLine();
    await write(open);
    expect(await told).toContain('Query.b loses @authenticated');
    expect((await ask('{ a b }')).status).toBe(400);

    // An approval of another text is none of this.
    told = nextLine();
    await addApproval(approvals, supergraphDigest('another'), 'a test');
    expect(await told).toContain('protects less');

    told = nextLine();
    await addApproval(approvals, supergraphDigest(open), 'a test');
    expect(await told).toContain('changed and is served');
    expect(await answers()).toEqual({ a: 1, b: 2 });
  });
});

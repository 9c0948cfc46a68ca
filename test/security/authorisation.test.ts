import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, type IntrospectionQuery, parse } from 'graphql';

import type { Asker, Viewer } from '../../gateway/auth/viewer';
import { readProtections } from '../../gateway/authorise/read-protections';
import { compose, federate, type Federation } from '../federation/support/federation';

const viewer = (more: Partial<Viewer> = {}): Viewer => ({
  id: 'test:someone',
  role: 'analyst',
  agency: null,
  scopes: [],
  areas: [],
  client: null,
  expiresAt: Infinity,
  ...more,
});
const asker = (more: Partial<Viewer> = {}, purpose: string | null = null) => ({ viewer: viewer(more), purpose });
const officer = (purpose: string | null = 'permit-renewal') =>
  asker({ id: 'test:officer', agency: 'IMMIGRATION', scopes: ['permit:person'], areas: ['31.75'] }, purpose);

const personal =
  '@requiresScopes(scopes: [["permit:person"]]) @policy(policies: [["agency-immigration", "purpose", "working-area"]])';

const thing = { id: '1', open: 'o', secret: 's', note: 'n', derived: 'd' };
const subgraphs = {
  main: {
    sdl: `
      type Query {
        thing: Thing
        things: [Thing!]!
        must: Thing!
        node: Node
        nodes: [Node!]
        any: Any
        permit(id: ID!): Permit
        permits: [Permit!]
        closed: String @authenticated
        strict: String! @authenticated
        schemeless: String
        proto: constructor
      }
      type constructor { toString: String }
      type Mutation { change: Int @authenticated }
      interface Node { id: ID! note: String }
      union Any = Thing | Sealed
      type Thing implements Node @key(fields: "id") {
        id: ID! open: String note: String
        secret: String @requiresScopes(scopes: [["a", "b"], ["c"]])
        level: Level
        sealed: Sealed
      }
      type Sealed implements Node @key(fields: "id") @authenticated { id: ID! note: String text: String }
      enum Level @authenticated { HIGH LOW }
      type Permit @key(fields: "id") ${personal} { id: ID! name: String holder: Holder }
      type Holder ${personal} { name: String }
    `,
    resolvers: {
      Query: {
        thing: () => thing,
        things: () => [thing, thing],
        must: () => thing,
        node: () => ({ __typename: 'Thing', ...thing }),
        nodes: () => [{ __typename: 'Thing', ...thing }],
        any: () => ({ __typename: 'Thing', ...thing }),
        permit: (_: unknown, { id }: { id: string }) => ({ id, name: 'N', holder: { name: 'H' } }),
        permits: () => ['1', '2'].map((id) => ({ id, name: 'N', holder: { name: 'H' } })),
        proto: () => ({ toString: 'p' }),
        closed: () => 'closed',
        strict: () => 'strict',
      },
      Thing: { __resolveReference: () => thing, level: () => 'HIGH', sealed: () => ({ id: '9', text: 't' }) },
      Sealed: { __resolveReference: () => ({ id: '9', text: 't' }) },
      Permit: { __resolveReference: ({ id }: { id: string }) => ({ id, name: 'N' }) },
    },
  },
  more: {
    sdl: `
      type Thing @key(fields: "id") {
        id: ID!
        secret: String @external
        derived: String @requires(fields: "secret") @requiresScopes(scopes: [["a", "b"], ["c"]])
      }
    `,
    resolvers: { Thing: { derived: ({ secret }: { secret: string }) => `from ${secret}` } },
  },
};

let graph: Federation;
beforeAll(() => {
  graph = federate(subgraphs);
});
afterAll(() => graph.stop());

const denied = (errors: readonly { path?: unknown; code?: unknown }[]) =>
  errors.filter(({ code }) => code === 'UNAUTHORIZED_FIELD_OR_TYPE').map(({ path }) => path);

describe('A10: @requiresScopes', () => {
  const all = ['a', 'b', 'c'];
  const subsets = Array.from({ length: 8 }, (_, bits) => all.filter((_scope, index) => (bits >> index) & 1));

  it.each(subsets.map((scopes) => ({ scopes })))('[[a, b], [c]] is "a and b, or c" for $scopes', async ({ scopes }) => {
    const holds = (scopes.includes('a') && scopes.includes('b')) || scopes.includes('c');
    const { data, errors, fetches } = await graph.ask('{ thing { secret } }', { asker: asker({ scopes }) });
    expect(data).toEqual({ thing: { secret: holds ? 's' : null } });
    expect(denied(errors)).toEqual(holds ? [] : [['thing', 'secret']]);
    expect(fetches.some(({ query }) => query.includes('secret'))).toBe(holds);
  });

  it('holds for nobody who has not signed in', async () => {
    const { data, errors } = await graph.ask('{ thing { secret open } }');
    expect(data).toEqual({ thing: { secret: null, open: 'o' } });
    expect(errors).toEqual([
      {
        message: 'Unauthorized field or type: sign in to see it.',
        path: ['thing', 'secret'],
        code: 'UNAUTHORIZED_FIELD_OR_TYPE',
      },
    ]);
  });

  it('says which scopes are lacking', async () => {
    const { errors } = await graph.ask('{ thing { secret } }', { asker: asker({ scopes: ['a'] }) });
    expect(errors[0]?.message).toBe('Unauthorized field or type: your token needs the scope a and b, or c.');
  });
});

/** Every way to a protected place, with the paths that are told. */
const ways: [name: string, query: string, data: unknown, paths: unknown[], asksNothing?: boolean][] = [
  ['a field', '{ closed }', { closed: null }, [['closed']], true],
  ['an alias', '{ open: closed }', { open: null }, [['open']], true],
  ['a named fragment', '{ ...F } fragment F on Query { closed }', { closed: null }, [['closed']], true],
  ['fragments within fragments', '{ ... { ... on Query { x: closed } } }', { x: null }, [['x']], true],
  ['a field that must not be null', '{ strict }', null, [['strict']], true],
  [
    'a type, by its name alone',
    '{ thing { sealed { __typename } } }',
    { thing: { sealed: null } },
    [['thing', 'sealed']],
  ],
  ['a type, by an aliased name', '{ thing { a: sealed { b: __typename } } }', { thing: { a: null } }, [['thing', 'a']]],
  ['an enum', '{ thing { level open } }', { thing: { level: null, open: 'o' } }, [['thing', 'level']]],
  ['an interface, one of whose types is protected', '{ node { id } }', { node: null }, [['node']], true],
  ['an interface, by name alone', '{ node { __typename } }', { node: null }, [['node']], true],
  ['an interface, in lists', '{ nodes { ... on Sealed { text } } }', { nodes: null }, [['nodes']], true],
  ['a union', '{ any { ... on Sealed { text } } }', { any: null }, [['any']], true],
  ['a union, by a fragment on its interface', '{ any { ... on Node { note } } }', { any: null }, [['any']], true],
  ['a union, by name alone', '{ any { __typename } }', { any: null }, [['any']], true],
  [
    'a place within a list',
    '{ things { secret } }',
    { things: [{ secret: null }, { secret: null }] },
    [['things', '@', 'secret']],
  ],
  [
    'a field that requires a protected one',
    '{ thing { derived } }',
    { thing: { derived: null } },
    [['thing', 'derived']],
  ],
  ['a record of a person', '{ permit(id: 1) { id name } }', { permit: null }, [['permit']], true],
  [
    'a record of a person, by a condition',
    'query($x: Boolean = true) { permit(id: 1) @include(if: $x) { id } }',
    { permit: null },
    [['permit']],
    true,
  ],
];

describe('A11: nobody who has not signed in gets a protected place', () => {
  it.each(ways.map(([name, query, data, paths, asksNothing = false]) => ({ name, query, data, paths, asksNothing })))(
    'by $name',
    async ({ query, data, paths, asksNothing }) => {
      const answer = await graph.ask(query);
      expect(answer.data).toEqual(data);
      expect(denied(answer.errors)).toEqual(paths);
      if (asksNothing) expect(answer.fetches).toEqual([]);
      for (const { query: sent } of answer.fetches) expect(sent).not.toMatch(/secret|sealed|level|derived|closed/);
    },
  );

  it('by a mutation, which is not run', async () => {
    const { data, errors, fetches } = await graph.ask('mutation { change }');
    expect([data, denied(errors), fetches]).toEqual([{ change: null }, [['change']], []]);
  });

  it('even where another fetch needs the same data', async () => {
    // The key is fetched to ask the other subgraph, and is told all the same only to who may see it.
    const { data, fetches } = await graph.ask('{ thing { id derived } }', { asker: asker({ scopes: ['c'] }) });
    expect(data).toEqual({ thing: { id: '1', derived: 'from s' } });
    expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['main', 'more']);
  });

  it('and whoever has signed in gets them', async () => {
    const { data, errors } = await graph.ask(
      '{ closed strict node { id note } any { __typename } thing { level sealed { text } } }',
      {
        asker: asker(),
      },
    );
    expect(errors).toEqual([]);
    expect(data.thing).toEqual({ level: 'HIGH', sealed: { text: 't' } });
  });
});

describe('A11: renamed imports and interface objects', () => {
  it('are protected as any other', async () => {
    const renamed = federate(
      {
        one: {
          sdl: `
          type Query { secret: String @login  media: Media }
          interface Media @key(fields: "id") { id: ID! }
          type Book implements Media @key(fields: "id") { id: ID! }
        `,
          resolvers: { Query: { secret: () => 's', media: () => ({ __typename: 'Book', id: '1' }) } },
        },
        two: {
          sdl: 'type Media @key(fields: "id") @interfaceObject { id: ID! score: Int @login }',
          resolvers: { Media: { score: () => 5 } },
        },
      },
      { authenticatedAs: 'login' },
    );
    try {
      const { data, errors, fetches } = await renamed.ask('{ secret media { id score ... on Book { s: score } } }');
      expect(data).toEqual({ secret: null, media: { id: '1', score: null, s: null } });
      expect(denied(errors)).toEqual([['secret'], ['media', 'score'], ['media', 's']]);
      expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['one']);
      const signedIn = await renamed.ask('{ secret media { score } }', { asker: asker() });
      expect(signedIn.data).toEqual({ secret: 's', media: { score: 5 } });
    } finally {
      await renamed.stop();
    }
  });
});

describe('A12: what requires a protected field', () => {
  it('is not composed without the right, and inherits it in a supergraph that was', () => {
    const open = {
      ...subgraphs,
      more: { ...subgraphs.more, sdl: subgraphs.more.sdl.replace(/@requiresScopes[^\n]*/, '') },
    };
    expect(() => compose(open)).toThrow('does not specify necessary');
    const supergraph = compose(subgraphs).replace(/(requires: "secret"\)) @requiresScopes\(scopes: .*\)/, '$1');
    const { fields } = readProtections(parse(supergraph));
    expect(fields['Thing.derived']).toEqual(fields['Thing.secret']);
    expect(fields['Thing.derived']).toHaveLength(1);
  });
});

describe('A14: what protects is never passed over', () => {
  it('refuses a directive that cannot be read, or stands where it is not enforced', () => {
    const supergraph = compose(subgraphs);
    const change = (from: RegExp | string, to: string) => () => readProtections(parse(supergraph.replace(from, to)));
    expect(change('[["a", "b"], ["c"]]', '"a"')).toThrow('must have lists of names');
    expect(change('schemeless: String', 'schemeless(a: Int @authenticated): String')).toThrow('cannot be enforced');
    expect(change('nothing', '')).not.toThrow();
  });

  it('denies to everybody what demands a policy that is not known', async () => {
    const unknown = federate({
      one: { sdl: 'type Query { a: Int @policy(policies: [["moon-is-full"]]) }', resolvers: { Query: { a: () => 1 } } },
    });
    try {
      const { data, errors } = await unknown.ask('{ a }', { asker: asker() });
      expect(data).toEqual({ a: null });
      expect(errors[0]?.message).toBe('Unauthorized field or type: this gateway knows no policy moon-is-full.');
    } finally {
      await unknown.stop();
    }
  });
});

describe('A16: what comes later', () => {
  it('is protected as what comes first, and told with it', async () => {
    const query = '{ thing { open ... @defer { secret note } } }';
    const { data, errors, parts, fetches } = await graph.ask(query, { mayDefer: true });
    expect(data).toEqual({ thing: { open: 'o', secret: null, note: 'n' } });
    expect(denied(errors)).toEqual([['thing', 'secret']]);
    expect(denied(parts[0]?.errors ?? [])).toEqual([['thing', 'secret']]);
    for (const { query: sent } of fetches) expect(sent).not.toContain('secret');
  });

  it('does not come later where it is of a person: a logged answer is whole', async () => {
    const query = '{ permits { id ... @defer { name } } }';
    const { data, parts } = await graph.ask(query, { mayDefer: true, asker: officer() });
    expect(data.permits).toHaveLength(2);
    expect(parts).toHaveLength(1);
  });
});

describe('records of persons', () => {
  it('need agency, purpose and working area, and say which is lacking', async () => {
    const lacking = async (who: Asker) =>
      (await graph.ask('{ permit(id: 1) { name } }', { asker: who })).errors[0]?.message;
    const { viewer: right } = officer();
    const with_ = (more: Partial<Viewer>, purpose: string | null = 'permit-renewal') => ({
      viewer: { ...right, ...more },
      purpose,
    });
    expect(await lacking(with_({ scopes: [] }))).toContain('your token needs the scope permit:person.');
    expect(await lacking(with_({ agency: 'UNHCR' }))).toContain('it is for officers of the immigration office.');
    expect(await lacking(with_({}, null))).toContain('tell in the header x-purpose why you look at it.');
    expect(await lacking(with_({ areas: [] }))).toContain('a working area');
    expect(await lacking(officer())).toBeUndefined();
  });

  it('come with their keys for the audit log, which are not told to the client', async () => {
    const query = '{ proto { toString } permits { name } one: permit(id: "7") { holder { name } } thing { open } }';
    const { data, personKeys } = await graph.ask(query, { asker: officer() });
    expect(data).toEqual({
      permits: [{ name: 'N' }, { name: 'N' }],
      proto: { toString: 'p' },
      one: { holder: { name: 'H' } },
      thing: { open: 'o' },
    });
    expect(personKeys).toEqual(['Permit:1', 'Permit:2', 'Permit:7']);
  });
});

describe('what a subgraph is told of who asks', () => {
  it('is nothing where nothing is protected, rights where no policy looks, else the viewer', async () => {
    const told = async (query: string, who: Asker) => (await graph.ask(query, { asker: who })).identities[0];
    const { viewer: right } = officer();
    const who = { viewer: { ...right, scopes: ['permit:person', 'c', 'z'] }, purpose: 'permit-renewal' };
    expect(await told('{ thing { open } }', who)).toBeNull();
    expect(await told('{ thing { secret } }', who)).toEqual({
      viewer: null,
      agency: null,
      scopes: ['c'],
      areas: [],
      purpose: null,
    });
    expect(await told('{ permit(id: 1) { name } }', who)).toEqual({
      viewer: 'test:officer',
      agency: 'IMMIGRATION',
      scopes: ['permit:person'],
      areas: ['31.75'],
      purpose: 'permit-renewal',
    });
  });
});

describe('L3: introspection', () => {
  const namesIn = async (who?: Asker): Promise<string[]> => {
    const { data } = await graph.ask(getIntrospectionQuery(), who ? { asker: who } : {});
    const types = (data as IntrospectionQuery).__schema.types.filter(({ name }) => !name.startsWith('__'));
    return types.flatMap((type) =>
      'fields' in type && (type.fields as unknown) !== null
        ? type.fields.map(({ name }) => `${type.name}.${name}`)
        : [type.name],
    );
  };

  it('shows what the viewer may use', async () => {
    const open = await namesIn();
    expect(open).toEqual(expect.arrayContaining(['Query.thing', 'Thing.open']));
    expect(open.join()).not.toMatch(/secret|Sealed|Level|Permit|Holder|closed|derived|Node|Any/);
    const officers = await namesIn(officer());
    expect(officers).toEqual(expect.arrayContaining(['Permit.name', 'Sealed.text', 'Query.any']));
    expect(officers.join()).not.toMatch(/Thing.secret/);
  });

  it('by __type as well, and whatever was asked before by another', async () => {
    const query = '{ __type(name: "Permit") { name } }';
    const answers = [undefined, officer(), undefined].map((who) => graph.ask(query, who ? { asker: who } : {}));
    const names = (await Promise.all(answers)).map(({ data }) => data.__type?.name ?? null);
    expect(names).toEqual([null, 'Permit', null]);
  });
});

describe('a dry run', () => {
  it('gives what is denied, and tells it; but never a record of a person', async () => {
    const trial = federate(subgraphs, { isDryRun: true });
    try {
      for (const who of [undefined, asker({ scopes: ['c'] }), undefined]) {
        const { data, errors } = await trial.ask('{ thing { secret } }', who ? { asker: who } : {});
        expect(data).toEqual({ thing: { secret: 's' } });
        expect(denied(errors)).toEqual(who ? [] : [['thing', 'secret']]);
      }
      const { data, errors } = await trial.ask('{ thing { open } permit(id: 1) { name } }');
      expect(data).toEqual({ thing: { open: 'o' }, permit: null });
      expect(denied(errors)).toEqual([['permit']]);
    } finally {
      await trial.stop();
    }
  });
});

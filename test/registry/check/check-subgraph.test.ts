import { describe, expect, it } from '@jest/globals';

import { checkSubgraph } from '../../../registry/check/check-subgraph';
import type { Registry } from '../../../registry/open-registry';
import { approve, publish, setContract } from '../../../registry/publish';
import { areas, options, permits, publishAll, publishing, schemaOf, testRegistries } from '../registry';

const { open } = testRegistries();
const now = new Date('2026-11-24T12:00:00Z');
const dayMs = 86_400_000;

async function check(registry: Registry, sdl: string, more: object = {}) {
  return (await checkSubgraph(registry, publishing('areas', sdl), options({ now, ...more }))).report;
}

/** Says that an operation was asked so often, so many days ago. */
function asked(registry: Registry, text: string, calls: number, daysAgo = 0, client = 'map') {
  return registry.operations.record([{ text, client, calls, lastSeen: new Date(now.getTime() - daysAgo * dayMs) }]);
}

const withoutName = areas.replace('  "Its name."\n  name: String\n', '');
const districts = 'query Districts { areas { name } }';

describe('removing a field', () => {
  it('that was asked for 6 times in 7 days fails, naming the operation, its client and the last time', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await asked(registry, districts, 4, 6);
    await asked(registry, districts, 2, 3);
    const { passed, steps, findings } = await check(registry, withoutName);
    expect(passed).toBe(false);
    expect(steps).toContainEqual({ step: 'breaking', outcome: 'failed' });
    expect(findings).toMatchObject([
      {
        code: 'BREAKING_CHANGE',
        coordinate: 'Area.name',
        operations: [
          {
            name: 'Districts',
            calls: 6,
            clients: [{ client: 'map', calls: 6, lastSeen: '2026-11-21T12:00:00.000Z' }],
          },
        ],
      },
    ]);
  });

  it('that nobody asked for passes, with a note', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await asked(registry, '{ areas { code } }', 6);
    await asked(registry, districts, 6, 7);
    const { passed, findings } = await check(registry, withoutName);
    expect(passed).toBe(true);
    expect(findings).toMatchObject([{ code: 'BREAKING_CHANGE_UNUSED', severity: 'note' }]);
  });

  it('that is approved passes, and the approval is written down with who, when and why', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await asked(registry, districts, 6);
    const [seen] = await registry.operations.seenWithin(7, now);
    const approval = { operation: seen?._id ?? '', coordinate: 'Area.name', by: 'budi', reason: 'map moves on' };
    await approve(registry, approval);
    const { passed, findings } = await check(registry, withoutName, { now: new Date() });
    expect(passed).toBe(true);
    expect(findings).toMatchObject([
      { severity: 'note', operations: [{ approved: { by: 'budi', reason: 'map moves on' } }] },
    ]);
    expect((await registry.record.entries()).at(-1)).toMatchObject({
      act: 'approve',
      subject: 'Area.name',
      by: 'budi',
    });
    const published = await publish(registry, publishing('areas', withoutName), options());
    expect(published.kind).toBe('published');
  });

  it('is not let pass by an approval of another change', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await asked(registry, districts, 6);
    const [seen] = await registry.operations.seenWithin(7, now);
    await approve(registry, { operation: seen?._id ?? '', coordinate: 'Area.code', by: 'budi', reason: '' });
    expect((await check(registry, withoutName, { now: new Date() })).passed).toBe(false);
  });

  it('counts from the thresholds on', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await asked(registry, districts, 5);
    await asked(registry, '{ areas { code } }', 995);
    expect((await check(registry, withoutName, { thresholds: { calls: 6, percent: 0 } })).passed).toBe(true);
    expect((await check(registry, withoutName, { thresholds: { calls: 5, percent: 1 } })).passed).toBe(true);
    expect((await check(registry, withoutName, { thresholds: { calls: 5, percent: 0.5 } })).passed).toBe(false);
  });
});

const field = (text: string): string => areas.replace('population: Int', text);

describe('a check', () => {
  it.each([
    ['a type that changes', areas, field('population: String'), '{ areas { population } }', 'Area.population'],
    ['a field that may be null', field('population: Int!'), areas, '{ areas { population } }', 'Area.population'],
    [
      'an argument that goes',
      field('population(year: Int): Int'),
      areas,
      'query($y: Int) { areas { population(year: $y) } }',
      'Area.population.year',
    ],
    [
      'an argument that must be given',
      areas,
      field('population(year: Int!): Int'),
      '{ areas { population } }',
      'Area.population.year',
    ],
    [
      'an enum value that goes',
      field('level: Level } enum Level { CITY VILLAGE'),
      field('level: Level } enum Level { CITY'),
      '{ areas { level } }',
      'Level.VILLAGE',
    ],
    [
      'an input field that must be given',
      field('of(key: Key): Int } input Key { code: ID'),
      field('of(key: Key): Int } input Key { code: ID level: Int!'),
      'query($k: Key) { areas { of(key: $k) } }',
      'Key.level',
    ],
  ])('finds %s', async (_, before, after, operation, coordinate) => {
    const registry = await open();
    await publishAll(registry, { areas: before });
    await asked(registry, operation, 6);
    const { findings } = await check(registry, after, { lint: { DESCRIPTION_MISSING: 'off' } });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'BREAKING_CHANGE', severity: 'error', coordinate }),
    );
  });

  it('finds a protection that would go, and lets it go only when that is meant', async () => {
    const registry = await open();
    const scoped = field('population: Int @requiresScopes(scopes: [["areas:read"]])');
    await publishAll(registry, { areas: scoped });
    const { passed, findings } = await check(registry, areas);
    expect(passed).toBe(false);
    expect(findings).toMatchObject([{ step: 'protection', code: 'AUTH_WEAKENED', coordinate: 'Area.population' }]);
    expect((await check(registry, areas, { mayWeaken: true })).passed).toBe(true);
  });

  it('finds a protection that would be new to those who ask', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await asked(registry, '{ areas { population } }', 6);
    const { findings } = await check(registry, field('population: Int @requiresScopes(scopes: [["areas:read"]])'));
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'PROTECTION_ADDED', severity: 'error', coordinate: 'Area.population' }),
    );
  });

  it('keeps contracts whole', async () => {
    const registry = await open();
    await publishAll(registry, { areas });
    await setContract(registry, { name: 'public', include: [], exclude: ['internal'] }, { by: 'ani', reason: '' });
    const { findings } = await check(registry, areas.replace('[Area!]!', '[Area!]! @tag(name: "internal")'));
    expect(findings).toContainEqual(expect.objectContaining({ step: 'contracts', code: 'CONTRACT_BROKEN' }));
  });

  it('tells which operations would cost more, which fields can go, and which key is gone', async () => {
    const registry = await open();
    const list = (size: number) => areas.replace('[Area!]!', `[Area!]! @listSize(assumedSize: ${size})`);
    const twoKeys = list(10).replace('@key(fields: "code")', '@key(fields: "code") @key(fields: "name")');
    await publishAll(registry, { areas: twoKeys });
    await asked(registry, 'query All { areas { code } }', 6);
    const old = list(1_000).replace('population: Int', 'population: Int @deprecated(reason: "Ask others.")');
    const { passed, findings } = await check(registry, old);
    expect(passed).toBe(true);
    expect(findings).toEqual([
      expect.objectContaining({ code: 'KEY_REMOVED', message: 'Area @key(fields: "name") would be gone.' }),
      expect.objectContaining({
        code: 'COST_RAISED',
        message: 'The operation All would be estimated to cost 1000 points in place of 10.',
      }),
      expect.objectContaining({ code: 'UNUSED_FIELD', coordinate: 'Area.population' }),
    ]);
  });

  it('makes every step that can be made where schemas do not compose', async () => {
    const registry = await open();
    await publishAll(registry, { areas, permits });
    const clash = `${areas.replace('population: Int', 'permits: Int')}type bad_name { a: Int }`;
    const { steps, findings, supergraph } = await check(registry, clash);
    expect(supergraph).toBeNull();
    expect(steps.map(({ outcome }) => outcome)).toEqual([
      ...['passed', 'passed', 'failed', 'skipped', 'skipped'],
      ...['passed', 'skipped', 'skipped', 'skipped', 'skipped'],
    ]);
    expect(findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['INVALID_FIELD_SHARING', 'TYPE_NAME_CASE']),
    );
    expect(findings[0]?.places).toEqual([
      expect.objectContaining({ file: 'areas.graphql' }),
      expect.objectContaining({ file: 'permits (published)' }),
    ]);
  });

  it.each([
    ['parse', 'type Query {'],
    ['subgraph', schemaOf('type Query { a: Int } type Area @key(fields: "kode") { code: ID! }')],
  ])('says that it fails at the step %s, and leaves out what hangs on that', async (step, sdl) => {
    const registry = await open();
    const { steps } = await check(registry, sdl);
    expect(steps.find(({ outcome }) => outcome === 'failed')?.step).toBe(step);
    expect(steps).toContainEqual({ step: 'compose', outcome: 'skipped' });
    expect(steps).toContainEqual({ step: 'breaking', outcome: 'skipped' });
  });
});

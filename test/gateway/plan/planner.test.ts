import { afterEach, describe, expect, it } from '@jest/globals';

import { Planner } from '../../../gateway/plan/planner';
import { compose } from '../../federation/support/federation';

const shape = 'id: ID! p: T @shareable n: Int @shareable';
const sdl = compose({
  one: { sdl: `type Query { t: T } type T @key(fields: "id") { ${shape} }`, resolvers: {} },
  two: { sdl: `type T @key(fields: "id") { ${shape} }`, resolvers: {} },
});

/** Each level three times the one above, of a field that two subgraphs have: six take a second, eight very long. */
function slow(levels: number): string {
  return levels === 0 ? 'n' : ['a', 'b', 'c'].map((alias) => `${alias}:p{${slow(levels - 1)}}`).join(' ');
}

const busy = { extensions: { code: 'PLANNING_BUSY', http: { status: 503 } } };
const tooSlow = { extensions: { code: 'PLANNING_TIMEOUT', http: { status: 503 } } };

let planner: Planner | undefined;
afterEach(() => planner?.stop());

async function plannerOf({ planningTimeoutMs = 20_000, planningQueue = 100 } = {}) {
  const started = await Planner.start(sdl, { planningTimeoutMs, planningQueue });
  planner = started;
  const ended: string[] = [];
  return {
    planner: started,
    ended,
    /** Plans `{ t { … } }`; notes the name once it is planned or refused. */
    plan: (name: string, selection: string) =>
      started.plan(`{ t { ${selection} } }`, []).finally(() => ended.push(name)),
  };
}

// The threads run from dist/, which npm test builds.
describe('the planner', () => {
  it('plans, and tells what the serving thread needs', async () => {
    const { planner, plan } = await plannerOf();
    expect(planner.tables.subgraphs.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(await plan('n', 'n')).toMatchObject({ node: { kind: 'Fetch', serviceName: 'one' } });
  });

  it('refuses what it cannot plan, and goes on', async () => {
    const { plan } = await plannerOf();
    await expect(plan('unknown', 'nowhere')).rejects.toThrow();
    await expect(plan('id', 'id')).resolves.toBeDefined();
  });

  it('is not started over what is no supergraph', async () => {
    await expect(Planner.start('type Query { a: Int }', { planningTimeoutMs: 1, planningQueue: 1 })).rejects.toThrow();
  });
});

describe('an operation that is slow to plan', () => {
  it('is refused at the deadline, and the next is planned', async () => {
    const { plan } = await plannerOf({ planningTimeoutMs: 2_000 });
    await expect(plan('slow', slow(8))).rejects.toMatchObject(tooSlow);
    await expect(plan('n', 'n')).resolves.toMatchObject({ node: { kind: 'Fetch' } });
  });

  it('holds up nobody who comes after it', async () => {
    const { plan, ended } = await plannerOf();
    void plan('slow', slow(8)).catch(() => undefined);
    await plan('n', 'n');
    expect(ended).toEqual(['n']);
  });

  it('holds up nobody when it comes in numbers', async () => {
    const { plan, ended } = await plannerOf();
    for (let copy = 0; copy < 5; copy += 1) void plan('slow', `${slow(8)} s${copy}: n`).catch(() => undefined);
    await plan('n', 'n');
    await plan('id', 'id');
    expect(ended).toEqual(['n', 'id']);
  });

  it('is planned after another one that is', async () => {
    const { plan } = await plannerOf({ planningTimeoutMs: 12_000 });
    const plans = ['x', 'y'].map((alias) => plan(alias, `${slow(6)} ${alias}: n`));
    for (const made of await Promise.all(plans)) expect(made).toMatchObject({ node: { kind: 'Fetch' } });
  });
});

describe('operations that wait to be planned', () => {
  it('are planned in the order of their length', async () => {
    const { plan, ended } = await plannerOf();
    await Promise.all([plan('first', slow(4)), plan('longest', 'id n more: n'), plan('n', 'n'), plan('both', 'id n')]);
    expect(ended).toEqual(['first', 'n', 'both', 'longest']);
  });

  it('are no more than the queue holds; the longest is refused', async () => {
    const { plan } = await plannerOf({ planningQueue: 2 });
    const [running, long, ...others] = [plan('1', slow(4)), plan('2', slow(3)), plan('3', 'id'), plan('4', 'n')];
    await expect(long).rejects.toMatchObject(busy);
    await expect(Promise.all([running, ...others])).resolves.toHaveLength(3);
  });

  it('are refused at the deadline when others were planned until then', async () => {
    const { plan } = await plannerOf({ planningTimeoutMs: 10 });
    const many = Array.from({ length: 50 }, (_, copy) => plan('many', `${slow(4)} c${copy}: n`).catch(() => undefined));
    const last = await plan('last', `${slow(4)} ${slow(4)}`).catch((error: unknown) => error);
    expect(last).toMatchObject(busy);
    await Promise.all(many);
  });
});

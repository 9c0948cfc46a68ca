import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Planner } from '../../../gateway/plan/planner';
import { compose } from '../../federation/support/federation';

const shape = 'id: ID! p: T @shareable n: Int @shareable';
const sdl = compose({
  one: { sdl: `type Query { t: T } type T @key(fields: "id") { ${shape} }`, resolvers: {} },
  two: { sdl: `type T @key(fields: "id") { ${shape} }`, resolvers: {} },
});

/** Each level three times the one above, of a field that two subgraphs have: very slow to plan. */
function slow(levels: number): string {
  return levels === 0 ? 'n' : ['a', 'b', 'c'].map((alias) => `${alias}:p{${slow(levels - 1)}}`).join(' ');
}

// The thread runs from dist/, which npm test builds.
describe('the planning thread', () => {
  let planner: Planner;
  beforeAll(async () => {
    planner = await Planner.start(sdl, 3_000);
  });
  afterAll(() => planner.stop());

  it('plans, and tells what the serving thread needs', async () => {
    expect(planner.tables.subgraphs.map(({ name }) => name)).toEqual(['one', 'two']);
    expect(await planner.plan('{ t { n } }', [])).toMatchObject({ node: { kind: 'Fetch', serviceName: 'one' } });
  });

  it('refuses what it cannot plan, and goes on', async () => {
    await expect(planner.plan('{ nowhere }', [])).rejects.toThrow();
    await expect(planner.plan('{ t { id } }', [])).resolves.toBeDefined();
  });

  it('is ended when it is late, and those that wait behind are planned by the next', async () => {
    const late = planner.plan(`{ t { ${slow(7)} } }`, []);
    const next = planner.plan('{ t { n } }', []);
    await expect(late).rejects.toMatchObject({ extensions: { code: 'PLANNING_TIMEOUT', http: { status: 503 } } });
    await expect(next).resolves.toMatchObject({ node: { kind: 'Fetch' } });
  });

  it('is not started over what is no supergraph', async () => {
    await expect(Planner.start('type Query { a: Int }', 1_000)).rejects.toThrow();
  });
});

import { describe, expect, it } from '@jest/globals';
import { type DocumentNode, parse, print, stripIgnoredCharacters } from 'graphql';

import { outerLabel, planDeferred } from '../../../gateway/plan/plan-deferred';
import { compose, planInProcess } from '../../federation/support/federation';
import { subgraph } from '../../federation/support/resolve';

const text = (document: DocumentNode): string => stripIgnoredCharacters(print(document));

describe('an operation that the planner cannot defer as it stands', () => {
  const failing = (labels: readonly string[], asked: string[] = []) => {
    const plan = (document: DocumentNode): string => {
      const planned = text(document);
      asked.push(planned);
      const label = labels.find((each) => planned.includes(`"${each}"`));
      if (label !== undefined) throw new Error(`[1](deferred) has deferRef "${label}", so its child cannot`);
      return planned;
    };
    return { plan, asked };
  };

  it('has what is within the fragment deferred once more', () => {
    const asked: string[] = [];
    const plan = (document: DocumentNode): string => {
      asked.push(text(document));
      if (asked.length === 1) throw new Error('[1](deferred) has deferRef "d0", so its child cannot');
      return text(document);
    };
    expect(planDeferred(parse('{ a { ... @defer(label: "d0") { b { c } d } } }'), plan)).toBe(
      '{a{...@defer(label:"d0"){b{...@defer(label:"d0_0"){c}}d}}}',
    );
    expect(outerLabel('d0_0')).toBe('d0');
  });

  it('has that one fragment planned as if it were not deferred when that is no help', () => {
    const { plan, asked } = failing(['d0']);
    const operation = parse('{ a { ... @defer(label: "d0") { b } ... @defer(label: "d1") { c } } }');
    expect(planDeferred(operation, plan)).toBe('{a{...{b}...@defer(label:"d1"){c}}}');
    expect(asked).toHaveLength(3);
  });

  it('fails with the reason when nothing is deferred any more', () => {
    const plan = (): never => {
      throw new Error('no way');
    };
    expect(() => planDeferred(parse('{ a { ... @defer(label: "d0") { b } } }'), plan)).toThrow('no way');
    expect(() => planDeferred(parse('{ a }'), plan)).toThrow('no way');
  });
});

describe("Apollo's planner", () => {
  const planner = planInProcess(
    compose({
      posts: subgraph(
        `type Query { posts: [Post] } type Post @key(fields: "title") { title: String by: User }
         type User @key(fields: "id") { id: ID! name: String @external rank: Int @requires(fields: "name") }`,
      ),
      users: subgraph('type User @key(fields: "id") { id: ID! name: String }'),
    }),
  );

  it('leaves out of what comes first what a deferred field within an object requires', async () => {
    const operation = '{ posts { title ... @defer(label: "d0") { by { rank } } } }';
    const { node } = await planner.plan(operation, []);
    if (node?.kind !== 'Defer') throw new Error('Nothing is deferred.');
    expect(node.primary.node).toMatchObject({ kind: 'Fetch', serviceName: 'posts' });
    expect(node.deferred.map(({ label }) => label)).toEqual(['d0']);
    expect(JSON.stringify(node.deferred)).toContain('rank');
  });

  it('plans an operation without @defer as if it knew none', async () => {
    const { node } = await planner.plan('{ posts { by { rank } } }', []);
    expect(JSON.stringify(node)).not.toMatch(/Defer|"id":/);
  });
});

import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';

import { type Generation, Generations } from '../../gateway/generations';

function generation() {
  const told = { isStopped: false };
  const supergraph = {
    apiSchema: buildSchema('type Query { a: Int }'),
    stop: () => Promise.resolve(void (told.isStopped = true)),
  };
  return { told, made: { supergraph, clients: { close: () => Promise.resolve() } } as unknown as Generation };
}

describe('a generation that is replaced', () => {
  it('still runs a request that began over its schema just before', async () => {
    const { told, made } = generation();
    const generations = new Generations(made);
    generations.replace(generation().made);
    await Promise.resolve();
    const ran = await generations.use(made.supergraph.apiSchema, (used) => {
      expect(used.supergraph).toBe(made.supergraph);
      return Promise.resolve(told.isStopped);
    });
    expect(ran).toBe(false);
  });

  it('is stopped once nothing runs over it, and not before', async () => {
    const { told, made } = generation();
    const generations = new Generations(made);
    let end: () => void = () => undefined;
    const running = generations.use(made.supergraph.apiSchema, () => new Promise<void>((resolve) => (end = resolve)));
    generations.replace(generation().made);
    await new Promise(setImmediate);
    expect([told.isStopped, generations.count]).toEqual([false, 2]);
    end();
    await running;
    expect([told.isStopped, generations.count]).toEqual([true, 1]);
  });
});

import type { GraphQLSchema } from 'graphql';

import type { Supergraph } from './plan/supergraph';
import type { SubgraphClients } from './transport/subgraph-clients';

/** A supergraph being served, with the clients of its subgraphs. */
export interface Generation {
  readonly supergraph: Supergraph;
  readonly clients: SubgraphClients;
}

interface Held extends Generation {
  running: number;
  isRetired: boolean;
}

type SchemaListener = (schema: { apiSchema: GraphQLSchema; sdl: string }) => void;

/**
 * The supergraphs of one gateway: the one that new requests take, and older ones until their last request has ended.
 * A request stays with the generation whose schema it was validated against.
 */
export class Generations {
  private current: Held;
  private readonly bySchema = new WeakMap<GraphQLSchema, Held>();
  private readonly living = new Set<Held>();
  private readonly listeners = new Set<SchemaListener>();

  constructor(first: Generation) {
    this.current = this.hold(first);
  }

  get now(): Generation {
    return this.current;
  }

  /** How many generations are alive: one, and those that still have requests. */
  get count(): number {
    return this.living.size;
  }

  /** Calls back with the schema now and at each change. Returns how to end that. */
  onSchema(listener: SchemaListener): () => void {
    this.listeners.add(listener);
    listener(this.current.supergraph);
    return () => this.listeners.delete(listener);
  }

  /** Runs something over the generation of a schema; that generation lives on until it has ended. */
  async use<Result>(schema: GraphQLSchema, work: (generation: Generation) => Promise<Result>): Promise<Result> {
    const held = this.bySchema.get(schema) ?? this.current;
    held.running += 1;
    try {
      return await work(held);
    } finally {
      held.running -= 1;
      this.end(held);
    }
  }

  /** Gives new requests another supergraph. */
  replace(next: Generation): void {
    const old = this.current;
    this.current = this.hold(next);
    for (const listener of this.listeners) listener(next.supergraph);
    old.isRetired = true;
    // A request that Apollo Server has begun over the old schema comes to `use` before this turn of the loop ends.
    setImmediate(() => this.end(old));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.living].map((held) => stopGeneration(held)));
    this.living.clear();
  }

  private hold(generation: Generation): Held {
    const held = { ...generation, running: 0, isRetired: false };
    this.living.add(held);
    this.bySchema.set(generation.supergraph.apiSchema, held);
    return held;
  }

  private end(held: Held): void {
    if (!held.isRetired || held.running > 0 || !this.living.delete(held)) return;
    void stopGeneration(held);
  }
}

/** Ends what a supergraph and its clients hold. */
export async function stopGeneration({ supergraph, clients }: Generation): Promise<void> {
  await supergraph.stop();
  await clients.close();
}

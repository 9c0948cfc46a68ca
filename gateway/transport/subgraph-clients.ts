import { InFlight } from '../../common/in-flight';
import { keysFor, type SubgraphKey } from '../../common/subgraph-keys';
import { subgraphFault } from '../errors';
import type { BreakerRules } from './circuit-breaker';
import type { HostPattern } from './host-pattern';
import type { AnswerBody } from './read-answer';
import { refuseHosts } from './refuse-hosts';
import { type AskOptions, SubgraphClient, type SubgraphLimits } from './subgraph-client';

export interface SubgraphClientOptions {
  /** Addresses that replace those of the supergraph, by name. */
  readonly urls: ReadonlyMap<string, string>;
  /** Where a supergraph may say that subgraphs are. */
  readonly hosts: readonly HostPattern[];
  readonly limits: SubgraphLimits;
  /** Total deadlines by name, where one subgraph's differs. */
  readonly timeouts: ReadonlyMap<string, number>;
  /** Whether equal questions to a subgraph at the same time are asked once. */
  readonly share: boolean;
  /** Those that sign requests. */
  readonly keys?: readonly SubgraphKey[];
  /** When a subgraph is not asked any more; null when it always is. */
  readonly breaker?: BreakerRules | null;
}

/** One client for each subgraph of a supergraph. */
export class SubgraphClients {
  readonly all: ReadonlyMap<string, SubgraphClient>;
  /** By subgraph, where equal questions meet; null when each is asked by itself. */
  private readonly inFlight: ReadonlyMap<string, InFlight<AnswerBody>> | null;

  /** @throws Error when the supergraph has a subgraph at a host that is not among `hosts`. */
  constructor(
    subgraphs: readonly { readonly name: string; readonly url: string }[],
    { urls, hosts, limits, timeouts, share, keys = [], breaker = null }: SubgraphClientOptions,
  ) {
    refuseHosts(
      subgraphs.filter(({ name }) => !urls.has(name)),
      hosts,
    );
    const clientOf = ({ name, url }: { name: string; url: string }): SubgraphClient =>
      new SubgraphClient(
        name,
        urls.get(name) ?? url,
        { ...limits, timeoutMs: timeouts.get(name) ?? limits.timeoutMs },
        { hosts, key: keysFor(keys, name)[0], breaker },
      );
    this.all = new Map(subgraphs.map((subgraph) => [subgraph.name, clientOf(subgraph)]));
    this.inFlight = share ? new Map([...this.all.keys()].map((name) => [name, new InFlight<AnswerBody>()])) : null;
  }

  /**
   * Sends a request body to a subgraph by name and gives the body of the answer: each operation reads its own data from
   * it, and completes them without touching another's.
   * @throws GraphQLError with a SUBGRAPH_ code.
   */
  ask(subgraph: string, body: string, options: AskOptions): Promise<AnswerBody> {
    const client = this.all.get(subgraph);
    if (client === undefined) return Promise.reject(subgraphFault('SUBGRAPH_UNAVAILABLE', subgraph));
    if (options.isChange)
      return client.ask(body, options).finally(() => this.inFlight?.get(subgraph)?.partFromRunning());
    const inFlight = options.mayRepeat ? this.inFlight?.get(subgraph) : undefined;
    if (inFlight === undefined) return client.ask(body, options);
    // Answers may depend on who asks.
    const key = options.identity ? `${options.identity} ${body}` : body;
    return inFlight.share(key, options.signal, (signal) => client.ask(body, { ...options, signal }));
  }

  async close(): Promise<void> {
    await Promise.all([...this.all.values()].map((client) => client.close()));
  }
}

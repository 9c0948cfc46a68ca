import { InFlight } from '../../common/in-flight';
import { subgraphFault } from '../errors';
import { readAnswer, type SubgraphAnswer } from './read-answer';
import { type AskOptions, SubgraphClient, type SubgraphLimits } from './subgraph-client';

export interface SubgraphClientOptions {
  /** Addresses that replace those of the supergraph, by name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly limits: SubgraphLimits;
  /** Total deadlines by name, where one subgraph's differs. */
  readonly timeouts: ReadonlyMap<string, number>;
  /** Whether equal questions to a subgraph at the same time are asked once. */
  readonly share: boolean;
}

/** One client for each subgraph of a supergraph. */
export class SubgraphClients {
  readonly all: ReadonlyMap<string, SubgraphClient>;
  private readonly inFlight = new InFlight<string>();
  private readonly share: boolean;

  constructor(
    subgraphs: readonly { readonly name: string; readonly url: string }[],
    { urls, limits, timeouts, share }: SubgraphClientOptions,
  ) {
    const clientOf = ({ name, url }: { name: string; url: string }): SubgraphClient =>
      new SubgraphClient(name, urls.get(name) ?? url, { ...limits, timeoutMs: timeouts.get(name) ?? limits.timeoutMs });
    this.all = new Map(subgraphs.map((subgraph) => [subgraph.name, clientOf(subgraph)]));
    this.share = share;
  }

  /**
   * Sends a request body to a subgraph by name. What is shared is the text of the answer: each operation reads its own
   * data from it, and completes them without touching another's.
   * @throws GraphQLError with a SUBGRAPH_ code.
   */
  async ask(subgraph: string, body: string, options: AskOptions): Promise<SubgraphAnswer> {
    const client = this.all.get(subgraph);
    if (client === undefined) throw subgraphFault('SUBGRAPH_UNAVAILABLE', subgraph);
    const text =
      this.share && options.mayRepeat
        ? await this.inFlight.share(`${subgraph}\n${body}`, options.signal, (signal) =>
            client.ask(body, { ...options, signal }),
          )
        : await client.ask(body, options);
    const answer = readAnswer(text);
    if (answer === null) throw subgraphFault('SUBGRAPH_INVALID_RESPONSE', subgraph);
    return answer;
  }

  async close(): Promise<void> {
    await Promise.all([...this.all.values()].map((client) => client.close()));
  }
}

import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

import { readSettings } from '../../common/settings';
import { gatewaySettings } from '../../gateway/config';
import { type RunningGateway as Gateway, startGateway } from '../../gateway/gateway';
import { type Canned, type CannedSubgraph, cannedSubgraph } from './canned-subgraph';

let closing: (() => Promise<unknown>)[] = [];

/** Ends every gateway of the test: for afterEach. */
export async function stopGateways(): Promise<void> {
  for (const close of closing.reverse()) await close();
  closing = [];
}

const sdl = (extra = '') => `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { a: Int b: Int ${extra} }
  type Mutation { change: Int }
`;

/** A supergraph of one subgraph; `extra` are fields of its Query. */
export function supergraphOf(url: string, extra?: string): string {
  const { supergraphSdl } = composeServices([{ name: 'things', url, typeDefs: parse(sdl(extra)) }]);
  if (supergraphSdl === undefined) throw new Error('does not compose');
  return supergraphSdl;
}

export interface RunningGateway {
  readonly gateway: Gateway;
  readonly subgraph: CannedSubgraph;
  readonly lines: string[];
  /** Resolves with the next line that the gateway logs. */
  nextLine(): Promise<string>;
  write(text: string): Promise<void>;
  ask(query: string, variables?: object): Promise<{ status: number; body: any }>;
}

/**
 * A gateway over one canned subgraph, in this process, with its supergraph in a file. Nobody has to sign in, unless `env`
 * names issuers or the key of a demonstration.
 */
export async function runningGateway(
  answer: Canned,
  env: Record<string, string> = {},
  supergraph: (url: string) => string = supergraphOf,
): Promise<RunningGateway> {
  const subgraph = await cannedSubgraph(answer);
  closing.push(() => subgraph.close());
  const folder = await mkdtemp(join(tmpdir(), 'simpul-gateway-'));
  closing.push(() => rm(folder, { recursive: true }));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, supergraph(subgraph.url));
  const lines: string[] = [];
  let told: (line: string) => void = () => undefined;
  const log = (line: string): void => {
    lines.push(line);
    told(line);
  };
  const gateway = await startGateway(
    readSettings(gatewaySettings, { GATEWAY_PORT: '0', SUPERGRAPH_FILE: file, ...env }),
    log,
    { insecure: env.TOKEN_ISSUERS === undefined && env.DEMONSTRATION_KEY === undefined },
  );
  closing.push(() => gateway.stop());
  return {
    gateway,
    subgraph,
    lines,
    nextLine: () => new Promise((resolve) => (told = resolve)),
    // Written beside and moved into place, as deployments do.
    write: async (text) => {
      await writeFile(`${file}.new`, text);
      await rename(`${file}.new`, file);
    },
    ask: async (query, variables) => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

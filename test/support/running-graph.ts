import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type SignedIn, signIn } from '../../cli/sign-in';
import { readSettings } from '../../common/settings';
import { randomSubgraphKeys, subgraphKeySettings } from '../../common/subgraph-keys';
import { type SubgraphName, subgraphNames } from '../../common/subgraph-names';
import { randomDemonstrationKey } from '../../gateway/auth/demonstration-key';
import type { RunningGateway } from '../../gateway/gateway';
import { runGateway } from '../../gateway/main';
import { startStore } from '../../store/main';
import { subgraphDefinitions } from '../../subgraphs/all-subgraphs';
import { runAssessor } from '../../subgraphs/assess';
import { seedDemonstration } from '../../subgraphs/seed';
import { openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { serveSubgraph } from '../../subgraphs/shared/serve-subgraph';
import { type CannedSubgraph, cannedSubgraph, type Received } from './canned-subgraph';

export interface Answer {
  readonly status: number;
  readonly data: any;
  readonly errors?: readonly { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
}

/** Who asks, and why; nobody without it. */
export interface By {
  readonly as?: string;
  readonly purpose?: string;
}

/**
 * The whole of Simpul in this process: store (or the MongoDB of MONGODB_URI), demonstration, subgraphs, gateway, with
 * signed requests between the last two. It is a demonstration: tests sign in as its personas.
 */
export interface RunningGraph {
  readonly gateway: RunningGateway;
  readonly env: Record<string, string>;
  ask(query: string, variables?: object, by?: By): Promise<Answer>;
  /** The headers of a persona that has signed in. */
  bearer(persona: string): Promise<{ readonly authorization: string }>;
  /** What the last question cost: requests to each subgraph, database commands of each. */
  readonly requests: Record<SubgraphName, number>;
  readonly commands: Record<SubgraphName, string[]>;
  /** Addresses of the subgraphs themselves. */
  readonly subgraphUrls: Record<SubgraphName, string>;
  /** Takes one agency off the network; its address stays. */
  takeAway(name: SubgraphName): Promise<void>;
  /** Puts it back at its address. */
  giveBack(name: SubgraphName): Promise<void>;
  stop(): Promise<void>;
}

export async function runningGraph({ assessed = false } = {}): Promise<RunningGraph> {
  const given = process.env.MONGODB_URI;
  const store = given === undefined ? await startStore({ port: 0, memory: true }) : undefined;
  const uri = new URL(store?.uri ?? given ?? '');
  uri.searchParams.set('monitorCommands', 'true');
  const address = {
    mongodbUri: uri.toString(),
    embedded: store !== undefined,
    databasePrefix: `graph_${randomUUID().slice(0, 8)}`,
  };
  await seedDemonstration({ address, seed: 1 });

  const subgraphKeys = randomSubgraphKeys();
  const { subgraphKeys: keys } = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: subgraphKeys });
  const requests = forEachName(() => 0);
  const commands = forEachName((): string[] => []);
  const parts = await Promise.all(
    subgraphDefinitions.map(async (definition) => {
      const open = await openSubgraph(definition, address);
      open.connection
        .getClient()
        .on('commandStarted', ({ commandName }) => commands[definition.name].push(commandName));
      const served = await serveSubgraph(definition, open, 0, { keys });
      const openFront = (port?: number): Promise<CannedSubgraph> =>
        cannedSubgraph((_body, _response, received) => {
          requests[definition.name] += 1;
          return forward(served.url, received);
        }, port);
      return { name: definition.name, open, served, openFront, front: await openFront() };
    }),
  );
  const auditFolder = await mkdtemp(join(tmpdir(), 'simpul-audit-'));
  const env = {
    MONGODB_URI: address.mongodbUri,
    SIMPUL_DATABASE_PREFIX: address.databasePrefix,
    GATEWAY_PORT: '0',
    SUBGRAPH_TIMEOUT_MS: '20000',
    SUBGRAPH_KEYS: subgraphKeys,
    DEMONSTRATION_KEY: randomDemonstrationKey(),
    AUDIT_FOLDER: auditFolder,
    AUDIT_KEY: randomBytes(32).toString('base64url'),
    AUDIT_MONGODB: 'true',
    SUBGRAPH_URLS: parts.map(({ name, front }) => `${name}=${front.url}`).join(','),
  };
  const gateway = await runGateway(env);
  const signedIn = new Map<string, Promise<SignedIn>>();
  const bearer = async (persona: string): Promise<{ readonly authorization: string }> => {
    const known = signedIn.get(persona) ?? signIn(gateway.url, persona);
    signedIn.set(persona, known);
    return { authorization: `Bearer ${(await known).token}` };
  };
  if (assessed) {
    const { token } = await signIn(gateway.url, 'assessor');
    await runAssessor({ ...env, GATEWAY_URL: gateway.url, GATEWAY_TOKEN: token }, {});
  }
  const closed = new Set<CannedSubgraph>();

  return {
    gateway,
    env: { ...env, GATEWAY_URL: gateway.url },
    requests,
    commands,
    subgraphUrls: Object.fromEntries(
      parts.map(({ name, served }) => [name, served.url]),
    ) as RunningGraph['subgraphUrls'],
    bearer,
    ask: async (query, variables, { as, purpose } = {}) => {
      const asker = { ...(as && (await bearer(as))), ...(purpose && { 'x-purpose': purpose }) };
      for (const name of subgraphNames) {
        requests[name] = 0;
        commands[name].length = 0;
      }
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...asker },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
    },
    takeAway: async (name) => {
      const part = parts.find((candidate) => candidate.name === name);
      if (part === undefined) return;
      closed.add(part.front);
      await part.front.close();
    },
    giveBack: async (name) => {
      const part = parts.find((candidate) => candidate.name === name);
      if (part === undefined || !closed.has(part.front)) return;
      part.front = await part.openFront(Number(new URL(part.front.url).port));
    },
    stop: async () => {
      await gateway.stop();
      await rm(auditFolder, { recursive: true });
      for (const { open, served, front } of parts) {
        if (!closed.has(front)) await front.close();
        await served.stop();
        await open.connection.dropDatabase();
        await open.close();
      }
      await store?.stop();
    },
  };
}

// As it came: the signature covers the bytes.
async function forward(url: string, { headers, bytes }: Received): Promise<unknown> {
  const names = [
    'content-type',
    'content-digest',
    'simpul-audience',
    'simpul-identity',
    'signature-input',
    'signature',
  ];
  const kept = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
  return (await fetch(url, { method: 'POST', headers: kept, body: new Uint8Array(bytes) })).json();
}

function forEachName<Value>(make: () => Value): Record<SubgraphName, Value> {
  return Object.fromEntries(subgraphNames.map((name) => [name, make()])) as Record<SubgraphName, Value>;
}

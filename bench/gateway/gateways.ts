import { join } from 'node:path';

import { projectRoot } from '../../common/project-root';
import { gatewaySettings } from '../../gateway/config';

/** A gateway as it is started for a measurement: a Node process that serves /graphql on a port. */
export interface BenchGateway {
  readonly key: string;
  readonly name: string;
  /** What equal work in flight it shares, as set for the measurement. */
  readonly shares: 'operations' | 'subgraph calls' | 'nothing';
  /** As it comes, without a setting changed. */
  readonly isDefault: boolean;
  /** Needs what bench/peers installs. */
  readonly isPeer: boolean;
  /** Serves only the shop: no federation. */
  readonly isFloor?: boolean;
  readonly env: Readonly<Record<string, string>>;
  /** `signsIn` when who asks is to be found out. */
  readonly command: (supergraphFile: string, port: number, signsIn: boolean) => readonly string[];
}

export const peersFolder = join(projectRoot, 'bench', 'peers');

const simpulMain = join(projectRoot, 'dist', 'cli', 'main.js');
/** What the first line of the `simpul` command gives to Node: so it is started by a shell or by npx. */
const simpulFlags = ['--max-semi-space-size=32'];
const hiveMain = join(peersFolder, 'node_modules', '@graphql-hive', 'gateway', 'dist', 'bin.js');
const shopModule = join(projectRoot, 'dist', 'bench', 'gateway', 'shop-graph.js');

export const benchGateways: readonly BenchGateway[] = [
  simpul('simpul', 'operations'),
  simpul('simpul-calls', 'subgraph calls'),
  simpul('simpul-none', 'nothing'),
  simpul('simpul-none-anew', 'nothing', { remembers: false }),
  simpul('simpul-none-anew-young', 'nothing', { remembers: false, flags: ['--max-semi-space-size=64'] }),
  stock('stock', []),
  stock('stock-young', ['--max-semi-space-size=64']),
  hive('hive-js', 'subgraph calls', []),
  hive('hive-js-operations', 'operations', []),
  hive('hive-rust-none', 'nothing', ['--hive-router-runtime']),
  hive('hive-rust', 'subgraph calls', ['--hive-router-runtime']),
  hive('hive-rust-operations', 'operations', ['--hive-router-runtime']),
  {
    key: 'floor',
    name: 'no federation: Mercurius, one schema',
    shares: 'nothing',
    isDefault: true,
    isPeer: true,
    isFloor: true,
    env: {},
    command: (_file, port) => [join(peersFolder, 'mercurius.mjs'), shopModule, String(port)],
  },
];

/** True when the gateway has the settings that turn sharing off; without them all its rows would be the same. */
export function canSetSharing(): boolean {
  const names: readonly string[] = Object.values(gatewaySettings).map(({ env }) => env);
  return names.includes('SHARE_OPERATIONS') && names.includes('SHARE_SUBGRAPH_CALLS');
}

/** Answers of these benchmarks never change; without `remembers` each request is computed as if they always did. */
function simpul(
  key: string,
  shares: BenchGateway['shares'],
  { remembers = true, flags = [] as readonly string[] } = {},
): BenchGateway {
  return {
    key,
    name: [remembers ? 'Simpul' : 'Simpul, nothing remembered', ...flags].join(' '),
    shares,
    isDefault: remembers && flags.length === 0 && shares === (canSetSharing() ? 'operations' : 'nothing'),
    isPeer: false,
    env: {
      SHARE_OPERATIONS: String(shares === 'operations'),
      SHARE_SUBGRAPH_CALLS: String(shares !== 'nothing'),
      ...(remembers ? {} : { REMEMBERED_BYTES: '0' }),
    },
    command: (file, port, signsIn) => [
      ...simpulFlags,
      ...flags,
      simpulMain,
      'gateway',
      '--supergraph',
      file,
      '--port',
      String(port),
      ...(signsIn ? [] : ['--insecure']),
    ],
  };
}

function stock(key: string, flags: readonly string[]): BenchGateway {
  return {
    key,
    name: ['@apollo/gateway', ...flags].join(' '),
    shares: 'nothing',
    isDefault: flags.length === 0,
    isPeer: true,
    env: {},
    command: (file, port) => [...flags, join(peersFolder, 'stock.mjs'), file, String(port)],
  };
}

function hive(key: string, shares: BenchGateway['shares'], flags: readonly string[]): BenchGateway {
  const config = join(peersFolder, 'hive.config.mjs');
  return {
    key,
    name: flags.length === 0 ? 'Hive Gateway, JS planner' : 'Hive Gateway, Rust planner',
    shares,
    isDefault: shares === 'subgraph calls',
    isPeer: true,
    env: { BENCH_SHARES: shares },
    command: (file, port) => [
      hiveMain,
      'supergraph',
      file,
      ...[
        '--port',
        String(port),
        '--host',
        '127.0.0.1',
        '--fork',
        '1',
        '--config-path',
        config,
        '--disable-websockets',
      ],
      ...flags,
    ],
  };
}

import cluster from 'node:cluster';

import { Command } from 'commander';

import { hostInAddress } from '../common/hosts';
import { readSettings } from '../common/settings';
import { workerSettings } from './config';
import { runWorkers } from './gateway-workers';
import { runPart } from './process-part';

interface GatewayOptions {
  readonly supergraph?: string;
  readonly port?: string;
  readonly workers?: string;
  readonly insecure?: boolean;
}

export function gatewayCommand(): Command {
  return new Command('gateway')
    .description('Run only the gateway, over any federation 2 supergraph.')
    .option('--supergraph <file>', 'supergraph to serve (SUPERGRAPH_FILE)')
    .option('--port <number>', 'port to listen on, 0 for any free one (GATEWAY_PORT)')
    .option('--workers <number>', 'processes that share the port; one that dies is replaced (GATEWAY_WORKERS)')
    .option('--insecure', 'serve this machine without asking anyone to sign in')
    .action(run);
}

async function run({ supergraph, port, workers, insecure = false }: GatewayOptions): Promise<void> {
  const flags = {
    ...(supergraph === undefined ? {} : { SUPERGRAPH_FILE: supergraph }),
    ...(port === undefined ? {} : { GATEWAY_PORT: port }),
  };
  const describe = ({ port }: { port: number }): string => `gateway  ${gatewayUrl(port)}  (${signInText(insecure)})`;
  const settings = readSettings(workerSettings, { ...process.env, ...(workers && { GATEWAY_WORKERS: workers }) });
  if (cluster.isWorker || settings.workers === 1) {
    // Loaded here and not above: the primary of several workers needs nothing of the gateway.
    const { runGateway } = await import('../gateway/main.js');
    await runPart(() => runGateway(process.env, flags, { insecure }), describe);
    return;
  }
  const { port: bound, pids } = await runWorkers({
    count: settings.workers,
    args: process.argv.slice(2),
    semiSpaceMb: settings.semiSpaceMb,
  });
  if (process.send) process.send({ type: 'ready', port: bound });
  else process.stdout.write(`${describe({ port: bound })}  workers ${pids.join(', ')}\n`);
}

function gatewayUrl(port: number): string {
  return `http://${hostInAddress(process.env.GATEWAY_HOST ?? 'localhost')}:${port}/graphql`;
}

function signInText(insecure: boolean): string {
  if (insecure) return 'loopback only, no sign-in';
  return process.env.DEMONSTRATION_KEY === undefined ? 'sign-in by token' : 'loopback only, a demonstration';
}

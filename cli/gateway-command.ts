import { Command } from 'commander';

import { runGateway } from '../gateway/main';
import { runPart } from './process-part';

interface GatewayOptions {
  readonly supergraph?: string;
  readonly port?: string;
}

export function gatewayCommand(): Command {
  return new Command('gateway')
    .description('Run only the gateway, over any federation 2 supergraph, on a loopback address.')
    .option('--supergraph <file>', 'supergraph to serve (SUPERGRAPH_FILE)')
    .option('--port <number>', 'port to listen on, 0 for any free one (GATEWAY_PORT)')
    .option('--insecure', 'serve without asking anyone to sign in')
    .action(({ supergraph, port }: GatewayOptions) =>
      runPart(
        () =>
          runGateway(process.env, {
            ...(supergraph && { SUPERGRAPH_FILE: supergraph }),
            ...(port && { GATEWAY_PORT: port }),
          }),
        (part) => `gateway  http://localhost:${part.port}/graphql  (loopback only, no sign-in)`,
      ),
    );
}

import { Argument, Command } from 'commander';

import { type SubgraphName, subgraphNames } from '../common/subgraph-names';
import { runSubgraph } from '../subgraphs/main';
import { runPart } from './process-part';

export function subgraphCommand(): Command {
  return new Command('subgraph')
    .description("Run one agency's subgraph, on a loopback address unless SUBGRAPH_HOST says otherwise.")
    .addArgument(new Argument('<name>', 'which subgraph').choices(subgraphNames))
    .option('--port <number>', 'port to listen on, 0 for any free one')
    .action((name: SubgraphName, { port }: { port?: string }) =>
      runPart(
        () => runSubgraph(name, process.env, port === undefined ? {} : { [`${name.toUpperCase()}_PORT`]: port }),
        ({ url, isSigned }) =>
          `${name}  ${url}  (${isSigned ? 'signed requests only' : 'loopback only, unsigned: SUBGRAPH_KEYS is not set'})`,
      ),
    );
}

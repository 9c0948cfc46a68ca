import { Argument, Command } from 'commander';

import { type SubgraphName, subgraphNames } from '../common/subgraph-names';
import { databaseAddress } from '../subgraphs/config';
import { rebuildRollups } from '../subgraphs/rollup';
import { progressBar } from './progress';

export function rollupCommand(): Command {
  return new Command('rollup')
    .description('Compute the monthly signals anew from all records.')
    .addArgument(new Argument('[subgraphs...]', 'which subgraphs; all when none is named').choices(subgraphNames))
    .option('--json', 'print the report as JSON')
    .action(async (names: SubgraphName[], { json }: { json?: boolean }) => {
      const bar = progressBar('areas');
      const areas = await rebuildRollups(
        databaseAddress(process.env),
        names.length > 0 ? names : subgraphNames,
        (_, done, total) => bar.update(done, total),
      );
      bar.end();
      const lines = Object.entries(areas).map(([name, count]) => `${name}: signals of ${count} areas`);
      process.stdout.write(`${json ? JSON.stringify({ areas }) : lines.join('\n')}\n`);
    });
}

import { readFile, writeFile } from 'node:fs/promises';

import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { supergraphFile } from '../common/supergraph-file';
import { composeSupergraph } from '../schema/compose';

export function composeCommand(): Command {
  return new Command('compose')
    .description('Compose the four subgraph schemas to schema/supergraph.graphql.')
    .option('--check', 'change nothing; exit 1 when the file is stale')
    .action(async ({ check }: { check?: boolean }) => {
      const composed = await composeSupergraph();
      const current = await readFile(supergraphFile, 'utf8').catch(() => '');
      if (check && current !== composed) {
        process.stdout.write('schema/supergraph.graphql is stale: run npm run compose.\n');
        process.exitCode = exitCodes.finding;
        return;
      }
      if (current !== composed && !check) await writeFile(supergraphFile, composed);
      process.stdout.write(`schema/supergraph.graphql ${current === composed ? 'is up to date' : 'was written'}.\n`);
    });
}

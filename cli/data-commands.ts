import { Argument, Command } from 'commander';

import { setting } from '../common/settings';
import { type SubgraphName, subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';
import { exitCodes } from '../common/exit-codes';
import { runAssessor } from '../subgraphs/assess';
import { databaseAddress } from '../subgraphs/config';
import { rebuildRollups } from '../subgraphs/rollup';
import { seedDemonstration } from '../subgraphs/seed';
import { isMonth } from '../subgraphs/shared/calendar';
import { progressBar } from './progress';

export function seedCommand(): Command {
  return new Command('seed')
    .description(
      'Fill the databases with the demonstration: synthetic records over real areas, the same for the same seed.',
    )
    .option('--seed <number>', 'seed of the random numbers', '1')
    .option('--if-empty', 'do nothing when there are records already')
    .option('--json', 'print the report as JSON')
    .action(async (options: { seed: string; ifEmpty?: boolean; json?: boolean }) => {
      const seed = setting.integer(0, 4_294_967_295).safeParse(options.seed);
      if (!seed.success)
        throw new ToldError(`--seed ${options.seed} must be a whole number from 0 to 4294967295.`, exitCodes.usage);
      const bar = progressBar('records');
      const report = await seedDemonstration({
        address: databaseAddress(process.env),
        seed: seed.data,
        onlyIfEmpty: options.ifEmpty ?? false,
        progress: bar.update,
      });
      bar.end();
      const lines = Object.entries(report.records).map(([name, count]) => `${String(count).padStart(8)}  ${name}`);
      const text = lines.length === 0 ? 'There are records already; nothing was changed.' : lines.join('\n');
      process.stdout.write(`${options.json ? JSON.stringify(report) : text}\n`);
    });
}

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

export function assessCommand(): Command {
  return new Command('assess')
    .description('Ask the gateway for the stability-risk assessments of a month and store them for the ranking.')
    .option(
      '--month <month>',
      'calendar month such as 2024-10; without it the running month, at the first time the last 14',
    )
    .option('--if-none', 'do nothing when there are assessments already')
    .option('--json', 'print the report as JSON')
    .action(async ({ month, ifNone, json }: { month?: string; ifNone?: boolean; json?: boolean }) => {
      if (month !== undefined && !isMonth(month)) {
        throw new ToldError(`--month ${month} must be a calendar month such as 2024-10.`, exitCodes.usage);
      }
      const bar = progressBar('assessments');
      const report = await runAssessor(process.env, { month, ifNone, progress: bar.update });
      bar.end();
      const text = `${report.stored} assessments stored, ${report.insufficient} of them with insufficient data`;
      process.stdout.write(`${json ? JSON.stringify(report) : text}\n`);
    });
}

import { Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { setting } from '../common/settings';
import { ToldError } from '../common/told-error';
import { databaseAddress } from '../subgraphs/config';
import { type Scale, scales, seedDemonstration } from '../subgraphs/seed';
import { progressBar } from './progress';

export function seedCommand(): Command {
  return new Command('seed')
    .description(
      'Fill the databases with the demonstration: synthetic records over real areas, the same for the same seed.',
    )
    .option('--seed <number>', 'seed of the random numbers', '1')
    .addOption(
      new Option('--scale <scale>', 'East Jakarta, or every city of Indonesia with about 3.4 million records')
        .choices(scales)
        .default('city'),
    )
    .option('--if-empty', 'do nothing when there are records already')
    .option('--replace', 'write a demonstration that is there anew, and drop what was imported into it')
    .option('--json', 'print the report as JSON')
    .action(async (options: { seed: string; scale: Scale; ifEmpty?: boolean; replace?: boolean; json?: boolean }) => {
      const seed = setting.integer(0, 4_294_967_295).safeParse(options.seed);
      if (!seed.success)
        throw new ToldError(`--seed ${options.seed} must be a whole number from 0 to 4294967295.`, exitCodes.usage);
      const bar = progressBar('cities');
      const report = await seedDemonstration({
        address: databaseAddress(process.env),
        seed: seed.data,
        scale: options.scale,
        onlyIfEmpty: options.ifEmpty ?? false,
        replace: options.replace ?? false,
        progress: bar.update,
      });
      bar.end();
      const lines = Object.entries(report.records).map(([name, count]) => `${String(count).padStart(8)}  ${name}`);
      const text = lines.length === 0 ? 'There are records already; nothing was changed.' : lines.join('\n');
      process.stdout.write(`${options.json ? JSON.stringify(report) : text}\n`);
    });
}

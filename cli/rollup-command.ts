import { Argument, Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { setting } from '../common/settings';
import { type SubgraphName, subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';
import { databaseAddress } from '../subgraphs/config';
import { checkRollups, rebuildRollups, type RollupCheck, type ToldDifference } from '../subgraphs/rollup';
import { progressBar } from './progress';

export function rollupCommand(): Command {
  const rollup = new Command('rollup').description(
    'The monthly signals of areas, as they are kept beside the records.',
  );
  withSubgraphs(rollup.command('rebuild', { isDefault: true }))
    .description('Compute them anew from all records, while others read and write.')
    .action(rebuild);
  withSubgraphs(rollup.command('verify'))
    .description(
      'Compute them from all records and name what differs; exit 0 when nothing does, 1 when something does. Nothing is written.',
    )
    .option('--within <area>', 'only this area and all in it')
    .action(verify);
  return rollup;
}

function withSubgraphs(command: Command): Command {
  return command
    .addArgument(new Argument('[subgraphs...]', 'which subgraphs; all when none is named').choices(subgraphNames))
    .option('--json', 'print the report as JSON');
}

async function rebuild(names: SubgraphName[], { json }: { json?: boolean }): Promise<void> {
  const bar = progressBar('areas');
  const areas = await rebuildRollups(databaseAddress(process.env), named(names), (_, done, total) =>
    bar.update(done, total),
  ).finally(bar.end);
  const lines = Object.entries(areas).map(([name, count]) => `${name}: signals of ${count} areas`);
  process.stdout.write(`${json ? JSON.stringify({ areas }) : lines.join('\n')}\n`);
}

async function verify(names: SubgraphName[], { within, json }: { within?: string; json?: boolean }): Promise<void> {
  const area = within === undefined ? null : setting.areaCode.safeParse(within);
  if (area?.success === false)
    throw new ToldError(`--within ${JSON.stringify(within)} must be an area code such as 31.75.03.`, exitCodes.usage);
  const bar = progressBar('areas');
  const checks = await checkRollups(databaseAddress(process.env), named(names), area?.data, (_, done, total) =>
    bar.update(done, total),
  ).finally(bar.end);
  const text = json ? JSON.stringify(checks) : Object.entries(checks).map(checkText).join('\n');
  process.stdout.write(`${text}\n`);
  if (Object.values(checks).some(({ wrong }) => wrong.count > 0)) process.exitCode = exitCodes.finding;
}

const named = (names: readonly SubgraphName[]): readonly SubgraphName[] => (names.length > 0 ? names : subgraphNames);

function checkText([name, { areas, wrong, pending }]: [string, RollupCheck]): string {
  if (wrong.count + pending.count === 0) return `${name}: signals of ${areas} areas are as the records say.`;
  const lines = [`${name}: signals of ${areas} areas, ${wrong.count} differ from the records.`];
  lines.push(...wrong.first.map(differenceText));
  if (wrong.count > wrong.first.length) lines.push(`  and ${wrong.count - wrong.first.length} more`);
  if (wrong.count > 0) lines.push(`Mend them with: simpul rollup rebuild ${name}`);
  if (pending.count > 0) {
    lines.push(`${pending.count} more differ in areas that are being written; verify again when that is done:`);
    lines.push(`  ${[...new Set(pending.first.map(({ area }) => area))].slice(0, 10).join(' ')}`);
  }
  return lines.join('\n');
}

function differenceText({ area, measure, month, told, records }: ToldDifference): string {
  const what = `  ${area.padEnd(13)}  ${measure.padEnd(16)}  ${month}`;
  if (told === null || records === null) return `${what}  differs (fewer than ten persons)`;
  return `${what}  told ${told.x} of ${told.n}, by the records ${records.x} of ${records.n}`;
}

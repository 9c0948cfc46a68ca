import { readFile, writeFile } from 'node:fs/promises';

import { Command } from 'commander';

import { settingsTable } from '../common/settings';
import { ToldError } from '../common/told-error';
import { gatewaySettings } from '../gateway/config';
import { assessorSettings, subgraphSettings } from '../subgraphs/config';
import { syncSettings } from '../subgraphs/sync/main';
import { startSettings, workerSettings } from './config';

/** Every setting of every process, as the README shows them. */
export function allSettingsTable(): string {
  return settingsTable({
    ...startSettings,
    ...workerSettings,
    ...gatewaySettings,
    ...subgraphSettings,
    ...assessorSettings,
    ...syncSettings,
  });
}

const begin = '<!-- settings: begin -->';
const end = '<!-- settings: end -->';

/** The text with the table between the two marks replaced. */
export function withSettingsTable(text: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new ToldError(`The file has no ${begin} and ${end} lines for the table.`);
  return `${text.slice(0, from + begin.length)}\n\n${allSettingsTable()}\n\n${text.slice(to)}`;
}

export function settingsCommand(): Command {
  return new Command('settings')
    .description('Print every setting as a table, or write the table into a Markdown file.')
    .option('--write <file>', 'replace the table between the marks in this file')
    .action(async ({ write }: { write?: string }) => {
      if (write === undefined) process.stdout.write(`${allSettingsTable()}\n`);
      else await writeFile(write, withSettingsTable(await readFile(write, 'utf8')));
    });
}

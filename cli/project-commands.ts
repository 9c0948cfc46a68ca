import { readFile, writeFile } from 'node:fs/promises';

import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { settingsTable } from '../common/settings';
import { supergraphFile } from '../common/supergraph-file';
import { ToldError } from '../common/told-error';
import { gatewaySettings } from '../gateway/config';
import { composeSupergraph } from '../schema/compose';
import { assessorSettings } from '../subgraphs/assess';
import { subgraphSettings } from '../subgraphs/config';
import { startSettings } from './config';

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

/** Every setting of every process, as the README shows them. */
export function allSettingsTable(): string {
  return settingsTable({ ...startSettings, ...gatewaySettings, ...subgraphSettings, ...assessorSettings });
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

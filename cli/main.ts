#!/usr/bin/env node
import { Command, CommanderError } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { SettingsError } from '../common/settings';
import { ToldError } from '../common/told-error';
import { assessCommand, rollupCommand, seedCommand } from './data-commands';
import { gatewayCommand } from './gateway-command';
import { importCommand } from './import-command';
import { composeCommand, settingsCommand } from './project-commands';
import { riskCommand } from './risk-command';
import { startCommand } from './start-command';
import { storeCommand } from './store-command';
import { subgraphCommand } from './subgraph-command';

async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('simpul').description(
    'One question across agencies: a GraphQL federation gateway over agency data sources.',
  );
  const commands = [
    startCommand(),
    gatewayCommand(),
    subgraphCommand(),
    storeCommand(),
    seedCommand(),
    importCommand(),
    rollupCommand(),
    assessCommand(),
    riskCommand(),
    composeCommand(),
    settingsCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  withoutExit(program);
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    return tell(error);
  }
}

// Commander would end the process with 1 for a wrong command line; here that is 64, for every command.
function withoutExit(command: Command): void {
  command.exitOverride().showHelpAfterError('(add --help for what this command takes)');
  for (const child of command.commands) withoutExit(child);
}

function tell(error: unknown): number {
  if (error instanceof CommanderError) {
    return error.exitCode === 0 || error.code === 'commander.help' ? exitCodes.ok : exitCodes.usage;
  }
  if (error instanceof ToldError) {
    process.stderr.write(`simpul: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof SettingsError) {
    process.stderr.write(`simpul: ${error.message}\n`);
    return exitCodes.config;
  }
  process.stderr.write(
    `simpul: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return exitCodes.cannot;
}

void main(process.argv).then((code) => {
  process.exitCode = code;
});

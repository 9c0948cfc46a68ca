#!/usr/bin/env node
import { Command, CommanderError } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { SettingsError } from '../common/settings';
import { ToldError } from '../common/told-error';
import { storeCommand } from './store-command';

async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('simpul')
    .description('One question across agencies: a GraphQL federation gateway over agency data sources.')
    .exitOverride()
    .showHelpAfterError('(add --help for what this command takes)');
  program.addCommand(storeCommand());
  try {
    await program.parseAsync(argv);
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    return tell(error);
  }
}

function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (error instanceof ToldError) {
    process.stderr.write(`simpul: ${error.message}\n`);
    return error.exitCode;
  }
  if (error instanceof SettingsError) {
    process.stderr.write(`simpul: ${error.message}\n`);
    return exitCodes.config;
  }
  process.stderr.write(`simpul: unexpected: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return exitCodes.cannot;
}

void main(process.argv).then((code) => {
  process.exitCode = code;
});

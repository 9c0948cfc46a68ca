#!/usr/bin/env -S node --max-semi-space-size=32
import { Command, CommanderError } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { SettingsError } from '../common/settings';
import { ToldError } from '../common/told-error';

/** Each command is loaded only when it is asked for: the store's process needs nothing of the gateway. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start-command.js')).startCommand(),
  gateway: async () => (await import('./gateway-command.js')).gatewayCommand(),
  subgraph: async () => (await import('./subgraph-command.js')).subgraphCommand(),
  store: async () => (await import('./store-command.js')).storeCommand(),
  token: async () => (await import('./token-command.js')).tokenCommand(),
  query: async () => (await import('./query-command.js')).queryCommand(),
  explain: async () => (await import('./explain-command.js')).explainCommand(),
  seed: async () => (await import('./seed-command.js')).seedCommand(),
  import: async () => (await import('./import-command.js')).importCommand(),
  sync: async () => (await import('./sync-command.js')).syncCommand(),
  export: async () => (await import('./export-command.js')).exportCommand(),
  rollup: async () => (await import('./rollup-command.js')).rollupCommand(),
  data: async () => (await import('./data-command.js')).dataCommand(),
  assess: async () => (await import('./assess-command.js')).assessCommand(),
  risk: async () => (await import('./risk-command.js')).riskCommand(),
  schema: async () => (await import('./schema-command.js')).schemaCommand(),
  compose: async () => (await import('./compose-command.js')).composeCommand(),
  supergraph: async () => (await import('./supergraph-command.js')).supergraphCommand(),
  conform: async () => (await import('./conform-command.js')).conformCommand(),
  init: async () => (await import('./init-command.js')).initCommand(),
  documents: async () => (await import('./documents-command.js')).documentsCommand(),
  audit: async () => (await import('./audit-command.js')).auditCommand(),
  settings: async () => (await import('./settings-command.js')).settingsCommand(),
};

async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('simpul').description(
    'One question across agencies: a GraphQL federation gateway over agency data sources.',
  );
  const asked = argv[2] ?? '';
  const loaders = Object.hasOwn(commands, asked) ? [commands[asked]] : Object.values(commands);
  for (const load of loaders) if (load) program.addCommand(await load());
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
  // A channel to a parent would keep a process that has failed alive.
  if (code >= exitCodes.cannot) process.exit(code);
});

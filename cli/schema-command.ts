import { Command } from 'commander';

import { approveCommand, contractCommand } from './schema/approve-command';
import { checkCommand } from './schema/check-command';
import { composeSchemasCommand } from './schema/compose-command';
import { describeCommand } from './schema/describe-command';
import { explainCodeCommand } from './schema/explain-command';
import { followCommand } from './schema/follow-command';
import { diffCommand, historyCommand, printCommand, rollbackCommand } from './schema/history-command';
import { introspectCommand } from './schema/introspect-command';
import { lintCommand } from './schema/lint-command';
import { operationsCommand } from './schema/operations-command';
import { publishCommand, retireCommand } from './schema/publish-command';

/** Schemas of subgraphs: composed, checked, published. */
export function schemaCommand(): Command {
  const commands = [
    ...[composeSchemasCommand(), introspectCommand(), explainCodeCommand(), lintCommand()],
    ...[checkCommand(), publishCommand(), retireCommand(), approveCommand(), contractCommand()],
    ...[historyCommand(), diffCommand(), rollbackCommand(), printCommand(), followCommand()],
    ...[describeCommand(), operationsCommand()],
  ];
  const schema = new Command('schema').description('Compose, check and publish the schemas of subgraphs.');
  for (const command of commands) schema.addCommand(command);
  return schema;
}

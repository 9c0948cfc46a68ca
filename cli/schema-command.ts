import { Command } from 'commander';

import { composeSchemasCommand } from './schema/compose-command';
import { explainCodeCommand } from './schema/explain-command';
import { introspectCommand } from './schema/introspect-command';

/** Schemas of subgraphs: composed, checked, published. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description('Compose, check and publish the schemas of subgraphs.')
    .addCommand(composeSchemasCommand())
    .addCommand(introspectCommand())
    .addCommand(explainCodeCommand());
}

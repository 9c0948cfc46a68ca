import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { describe, type Description } from '../../registry/main';
import { graphOf } from './history-command';
import { withRegistry } from './registry-options';

export function describeCommand(): Command {
  return new Command('describe')
    .description('Tell of a place in the graph: whose it is, what it demands, who asks for it.')
    .argument('<coordinate>', 'Type, Type.field or Enum.VALUE')
    .option('--json', 'print it as JSON')
    .action((coordinate: string, { json }: { json?: boolean }) =>
      withRegistry(async (registry) => {
        const { record, operations } = registry;
        const texts = await record.texts((await record.state()).subgraphs);
        const seen = await operations.seenWithin(windowDays, new Date());
        const found = describe(coordinate, await graphOf(registry), texts, seen);
        if (found === null) {
          throw new ToldError(
            `The graph has no ${coordinate.slice(0, 200)}; write Type, Type.field or Enum.VALUE.`,
            exitCodes.finding,
          );
        }
        process.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : textOf(found));
      }),
    );
}

const windowDays = 30;

function textOf({
  coordinate,
  type,
  description,
  deprecated,
  demands,
  subgraphs,
  calls,
  clients,
}: Description): string {
  const lines = [
    `${coordinate}${type === null ? '' : `: ${type}`}`,
    ...(description === null ? [] : [`  ${description.replaceAll('\n', '\n  ')}`]),
    ...(deprecated === null ? [] : [`  deprecated: ${deprecated}`]),
    `  demands: ${demands.join(' ') || 'nothing'}`,
    `  subgraphs: ${subgraphs.join(', ')}`,
    `  asked in ${windowDays} days: ${calls} times`,
    ...clients.map(
      (each) => `    ${each.client}: ${each.operation ?? 'without a name'}, ${each.calls} times, last ${each.lastSeen}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

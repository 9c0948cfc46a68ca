import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { checkSubgraph, fileName, readSchema, type Registry, writeReport } from '../../registry/main';
import { type CheckFlags, checkOptionsOf, subgraphName, withCheckOptions, withRegistry } from './registry-options';

export function checkCommand(): Command {
  return withCheckOptions(
    new Command('check')
      .description('Check a schema of a subgraph against what is published: exit 1 when something speaks against it.')
      .argument('<subgraph>', 'its name', subgraphName)
      .argument('<file>', 'its schema')
      .option('--routing-url <url>', 'where the gateway asks it; without it as published'),
  ).action(async (name: string, file: string, flags: CheckFlags & { routingUrl?: string }) => {
    const sdl = await readSchema(file);
    const options = await checkOptionsOf(flags);
    await withRegistry(async (registry) => {
      const url = flags.routingUrl ?? (await publishedUrl(registry, name)) ?? 'http://not-published.invalid/';
      const subgraph = { name, url, sdl, file: fileName(file) };
      const { report } = await checkSubgraph(registry, { kind: 'publish', subgraph }, options);
      process.stdout.write(writeReport(report, flags.format));
      if (!report.passed) process.exitCode = exitCodes.finding;
    });
  });
}

/** Where a subgraph is asked as it is published; null when it is not. */
export async function publishedUrl({ record }: Registry, name: string): Promise<string | null> {
  const texts = await record.texts((await record.state()).subgraphs);
  return texts.find((text) => text.name === name)?.url ?? null;
}

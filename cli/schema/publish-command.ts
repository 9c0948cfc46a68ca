import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { fileName, publish, type Published, readSchema, type ReportFormat, writeReport } from '../../registry/main';
import { publishedUrl } from './check-command';
import {
  type CheckFlags,
  checkOptionsOf,
  type SignatureFlags,
  signatureOf,
  subgraphName,
  withCheckOptions,
  withRegistry,
  withSignature,
} from './registry-options';

interface PublishFlags extends CheckFlags, SignatureFlags {
  readonly routingUrl?: string;
  readonly base?: string;
}

const baseOption = [
  '--base <digest>',
  'of the supergraph that was checked against: refused when another is served by now',
] as const;

export function publishCommand(): Command {
  const command = new Command('publish')
    .description('Check a schema of a subgraph and publish it, in one step; exit 1 when it is refused.')
    .argument('<subgraph>', 'its name', subgraphName)
    .argument('<file>', 'its schema')
    .option('--routing-url <url>', 'where the gateway asks it; without it as published before')
    .option(...baseOption);
  return withSignature(withCheckOptions(command)).action(async (name: string, file: string, flags: PublishFlags) => {
    const sdl = await readSchema(file);
    const options = { ...(await checkOptionsOf(flags)), ...signatureOf(flags), base: flags.base };
    await withRegistry(async (registry) => {
      const url = checkedUrl(flags.routingUrl ?? (await publishedUrl(registry, name)));
      const subgraph = { name, url, sdl, file: fileName(file) };
      tell(await publish(registry, { kind: 'publish', subgraph }, options), flags.format);
    });
  });
}

export function retireCommand(): Command {
  const command = new Command('retire')
    .description('Check the graph without a subgraph and take it out, in one step; exit 1 when it is refused.')
    .argument('<subgraph>', 'its name', subgraphName)
    .option(...baseOption);
  return withSignature(withCheckOptions(command)).action(async (name: string, flags: PublishFlags) => {
    const options = { ...(await checkOptionsOf(flags)), ...signatureOf(flags), base: flags.base };
    await withRegistry(async (registry) =>
      tell(await publish(registry, { kind: 'retire', name }, options), flags.format),
    );
  });
}

function tell(published: Published, format: ReportFormat): void {
  if (published.kind === 'unchanged') {
    process.stderr.write(`unchanged  ${published.state.supergraph ?? 'nothing'}\n`);
    return;
  }
  process.stdout.write(writeReport(published.report, format));
  if (published.kind === 'refused') {
    process.exitCode = exitCodes.finding;
    process.stderr.write('Nothing was published.\n');
    return;
  }
  const { _id, supergraph } = published.entry;
  process.stderr.write(`published  ${supergraph}  entry ${_id}\n`);
}

function checkedUrl(url: string | null): string {
  if (url === null)
    throw new ToldError(
      'It is published for the first time: say by --routing-url where the gateway asks it.',
      exitCodes.usage,
    );
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw new ToldError(
    '--routing-url must be an address such as http://permits.example.id:4001/graphql.',
    exitCodes.usage,
  );
}

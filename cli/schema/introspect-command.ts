import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { readSettings } from '../../common/settings';
import { keysFor, subgraphKeySettings } from '../../common/subgraph-keys';
import { ToldError } from '../../common/told-error';
import { introspect } from '../../registry/main';

export function introspectCommand(): Command {
  return new Command('introspect')
    .description('Print the schema of a running subgraph, as it tells it by _service { sdl }.')
    .argument('<url>', 'where it is asked, such as http://localhost:4001/graphql')
    .option('--sign <name>', 'sign the request for the subgraph of this name, by the first key of SUBGRAPH_KEYS')
    .option('--header <header...>', 'send `name: value` along')
    .action(async (url: string, { sign, header = [] }: { sign?: string; header?: string[] }) => {
      const sdl = await introspect(url, { headers: headersOf(header), signing: signingOf(sign) });
      process.stdout.write(sdl.endsWith('\n') ? sdl : `${sdl}\n`);
    });
}

function signingOf(audience: string | undefined) {
  if (audience === undefined) return undefined;
  const [key] = keysFor(readSettings(subgraphKeySettings, process.env).subgraphKeys, audience);
  if (key === undefined) throw new ToldError('SUBGRAPH_KEYS is not set; --sign needs the key that the subgraph has.');
  return { audience, key };
}

// What is wrong with a header is told without it: it may be a secret.
function headersOf(given: readonly string[]): Record<string, string> {
  const pairs = given.map((text) => {
    const [, name, value] = /^([\w-]+):\s*([^\r\n]*)$/.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new ToldError('--header must be a name, a colon and a value.', exitCodes.usage);
    return [name, value] as const;
  });
  return Object.fromEntries(pairs);
}

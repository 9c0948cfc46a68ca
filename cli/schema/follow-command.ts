import { setTimeout as wait } from 'node:timers/promises';

import { Command } from 'commander';

import { stopOnSignal } from '../../common/shutdown';
import { type Registry, RegistryFollower } from '../../registry/main';
import { withRegistry } from './registry-options';

interface FollowFlags {
  readonly output: string;
  readonly contract?: string;
  readonly operations?: string;
  readonly once?: boolean;
}

const everyMs = 500;

export function followCommand(): Command {
  return new Command('follow')
    .description(
      'Keep a file as the supergraph that is served: gateways that have it as SUPERGRAPH_FILE take each change at once, and begin with it when the registry is away.',
    )
    .requiredOption('-o, --output <file>', 'the file')
    .option('--contract <name>', 'the part that some clients see')
    .option('--operations <folder>', 'OPERATIONS_FOLDER of the gateways: what was asked comes into the registry')
    .option('--once', 'look once and end')
    .action(({ output: file, contract, operations, once }: FollowFlags) =>
      withRegistry(async (registry) => {
        const followed = { file, contract: contract ?? null, operations: operations ?? null };
        const follower = new RegistryFollower(registry, followed);
        if (once) tell(await follower.look());
        else await followOn(registry, follower);
      }),
    );
}

async function followOn(registry: Registry, follower: RegistryFollower): Promise<void> {
  stopOnSignal(() => registry.close());
  tell(await follower.look());
  for (let isAway = false; ;) {
    await wait(everyMs);
    try {
      tell(await follower.look());
      if (isAway) process.stderr.write('simpul: the registry is there again\n');
      isAway = false;
    } catch {
      // What a database says can hold its address.
      if (!isAway) process.stderr.write('simpul: the registry cannot be read; the file stays as it is\n');
      isAway = true;
    }
  }
}

function tell(digest: string | null): void {
  if (digest !== null) process.stdout.write(`serves  ${digest}\n`);
}

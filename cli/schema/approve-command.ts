import { Command } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';
import { approve, setContract } from '../../registry/main';
import { type SignatureFlags, signatureOf, subgraphName, withRegistry, withSignature } from './registry-options';

export function approveCommand(): Command {
  return withSignature(
    new Command('approve')
      .description(
        'Let an operation break by the change of one coordinate. It is written down, and counts for thirty days.',
      )
      .argument('<operation>', 'digest of the operation as a check tells it, or how it begins')
      .argument('<coordinate>', 'what may change, such as Area.name'),
  ).action((operation: string, coordinate: string, flags: SignatureFlags) =>
    withRegistry(async (registry) => {
      if (flags.reason === '') throw new ToldError('Say by --reason why it may break.', exitCodes.usage);
      const digest = wholeDigest(operation, await registry.operations.seenWithin(windowDays, new Date()));
      const { _id } = await approve(registry, { operation: digest, coordinate, ...signatureOf(flags) });
      process.stdout.write(`approved  ${digest}  ${coordinate}  entry ${_id}\n`);
    }),
  );
}

const windowDays = 90;

function wholeDigest(begin: string, seen: readonly { readonly _id: string }[]): string {
  const found = seen.filter(({ _id }) => begin.length >= 8 && _id.startsWith(begin));
  const [only] = found;
  if (only !== undefined && found.length === 1) return only._id;
  throw new ToldError(`${found.length} operations seen begin with ${begin.slice(0, 64)}; write more of the digest.`);
}

interface ContractFlags extends SignatureFlags {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

export function contractCommand(): Command {
  const set = new Command('set')
    .description('Write down which part of the graph some clients see, by @tag; checks keep it whole from then on.')
    .argument('<name>', 'of the contract', subgraphName)
    .option('--include <tag...>', 'only what has one of these tags, itself or its type', [])
    .option('--exclude <tag...>', 'nothing that has one of these tags', []);
  return new Command('contract')
    .description('Contracts: the part of the graph that some clients see.')
    .addCommand(
      withSignature(set).action((name: string, { include, exclude, ...flags }: ContractFlags) =>
        withRegistry(async (registry) => {
          if (include.length + exclude.length === 0) {
            throw new ToldError(
              'Name tags by --include or --exclude; without any, everything is seen.',
              exitCodes.usage,
            );
          }
          const { _id } = await setContract(registry, { name, include, exclude }, signatureOf(flags));
          process.stdout.write(`contract  ${name}  entry ${_id}\n`);
        }),
      ),
    )
    .addCommand(
      new Command('list').description('List the contracts.').action(() =>
        withRegistry(async ({ record }) => {
          const { contracts } = await record.state();
          process.stdout.write(`${JSON.stringify(contracts, null, 2)}\n`);
        }),
      ),
    );
}

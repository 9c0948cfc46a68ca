import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { ToldError } from '../common/told-error';
import { askGateway, shown } from './ask/ask-gateway';
import { readOperation, readVariables } from './ask/operation-file';
import { type AskFlags, gatewayAccess, withAskOptions } from './query-command';

interface ExplainFlags extends AskFlags {
  readonly json?: boolean;
}

/** What is read of `extensions.explain`. */
interface Explanation {
  readonly plan: readonly string[];
  readonly cost: {
    readonly estimated: number;
    readonly most: number;
    readonly budget: { readonly left: number; readonly perMinute: number } | null;
  } | null;
  readonly dropped: readonly { readonly path: string; readonly because: string }[];
  readonly deprecations: readonly { readonly coordinate: string; readonly reason: string }[];
}

export function explainCommand(): Command {
  return withAskOptions(new Command('explain'))
    .description('Tell what the operation of a file would ask of whom, cost, and leave out; nothing of it is run.')
    .option('--json', 'print the explanation as JSON')
    .action(async (file: string, flags: ExplainFlags) => {
      const { text, operation } = await readOperation(file);
      const variables = readVariables(flags.variable, operation);
      const access = gatewayAccess(flags, new AbortController().signal);
      const response = await askGateway(access, { query: text, variables, headers: { 'x-explain': 'only' } });
      const explanation = explanationIn(await response.json().catch(() => null));
      process.stdout.write(`${flags.json ? JSON.stringify(explanation) : explanationText(explanation)}\n`);
      if (explanation.dropped.length > 0) process.exitCode = exitCodes.finding;
    });
}

function explanationIn(answer: unknown): Explanation {
  const { extensions } = (answer ?? {}) as { readonly extensions?: { readonly explain?: Explanation } };
  if (extensions?.explain !== undefined) return extensions.explain;
  throw new ToldError('What answers at GATEWAY_URL explains nothing; the address ends in /graphql.');
}

const longestLine = 10_000;

function explanationText({ plan, cost, dropped, deprecations }: Explanation): string {
  const budget = cost?.budget;
  return [
    ...plan,
    ...(cost === null ? [] : [`Estimated cost: ${cost.estimated} points; ${cost.most} are the most.`]),
    ...(budget ? [`Left to spend: ${budget.left} of ${budget.perMinute} points a minute.`] : []),
    ...dropped.map(({ path, because }) => `Left out: ${path}: ${because}`),
    ...deprecations.map(({ coordinate, reason }) => `Deprecated: ${coordinate}: ${reason}`),
  ]
    .map((line) => shown(line, longestLine))
    .join('\n');
}

import { userInfo } from 'node:os';

import { type Command, InvalidArgumentError, Option } from 'commander';

import { addressOf, databaseSettings } from '../../common/database';
import { exitCodes } from '../../common/exit-codes';
import { readSettings } from '../../common/settings';
import { ToldError } from '../../common/told-error';
import {
  BaseMoved,
  type CheckOptions,
  isSubgraphName,
  openRegistry,
  readProposal,
  type Registry,
  type ReportFormat,
  reportFormats,
  type Signature,
  subgraphNameRule,
  usualCheck,
} from '../../registry/main';
import { readLintRules } from './lint-rules';

/** Opens the registry that the settings name for as long as the work takes. A base that moved is told, as a finding. */
export async function withRegistry(work: (registry: Registry) => Promise<void>): Promise<void> {
  const registry = await openRegistry(addressOf(readSettings(databaseSettings, process.env)));
  try {
    await work(registry);
  } catch (error) {
    if (!(error instanceof BaseMoved)) throw error;
    throw new ToldError(error.message, exitCodes.finding);
  } finally {
    await registry.close();
  }
}

export interface CheckFlags {
  readonly window: number;
  readonly minCalls: number;
  readonly minPercent: number;
  readonly lint?: string;
  readonly allowWeaker?: boolean;
  readonly proposal?: string;
  readonly format: ReportFormat;
}

/** Options of everything that checks. */
export function withCheckOptions(command: Command): Command {
  return command
    .option(
      '--window <days>',
      'operations asked within so many days are in use, such as 7d',
      days,
      usualCheck.windowDays,
    )
    .option('--min-calls <n>', 'so many calls within the window count as use', count, usualCheck.thresholds.calls)
    .option('--min-percent <n>', 'and so many of a hundred of all calls', count, usualCheck.thresholds.percent)
    .option('--lint <file>', 'JSON with the severity of rules: error, warning, note or off')
    .option('--proposal <file>', 'YAML of a proposal: the schema must be the one that was agreed on')
    .option('--allow-weaker', 'fields may demand less of whoever asks than they do')
    .addOption(new Option('--format <format>', 'of the report').choices(reportFormats).default('text'));
}

export async function checkOptionsOf({
  window,
  minCalls,
  minPercent,
  lint,
  allowWeaker,
  proposal,
}: CheckFlags): Promise<CheckOptions> {
  return {
    windowDays: window,
    thresholds: { calls: minCalls, percent: minPercent },
    lint: lint === undefined ? {} : await readLintRules(lint),
    mayWeaken: allowWeaker === true,
    proposal: proposal === undefined ? null : await readProposal(proposal),
    now: new Date(),
  };
}

export interface SignatureFlags {
  readonly by?: string;
  readonly reason: string;
}

/** Who does it, and why, for the record. */
export function withSignature(command: Command): Command {
  return command
    .option('--by <name>', 'who does it, for the record; without it the name that the machine knows you by')
    .option('--reason <text>', 'why, for the record', '');
}

export function signatureOf({ by, reason }: SignatureFlags): Signature {
  return { by: (by ?? ownName()).slice(0, 200), reason: reason.slice(0, 2_000) };
}

function ownName(): string {
  try {
    return userInfo().username;
  } catch {
    throw new ToldError('The machine has no name for you; say by --by who does it.', exitCodes.usage);
  }
}

/** @throws ToldError (64) for a name that no subgraph can have. */
export function subgraphName(name: string): string {
  if (!isSubgraphName(name)) throw new InvalidArgumentError(`${subgraphNameRule}.`);
  return name;
}

function days(text: string): number {
  const [, number = ''] = /^(\d{1,3})d?$/.exec(text) ?? [];
  if (number === '' || Number(number) < 1 || Number(number) > 90)
    throw new InvalidArgumentError('It must be 1d to 90d.');
  return Number(number);
}

function count(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be a number from 0 up.');
  return Number(text);
}

import { readFile, writeFile } from 'node:fs/promises';

import { Command, InvalidArgumentError, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { identityText, readIdentity } from '../common/identity';
import type { SigningKey } from '../common/message-signature';
import { readSettings } from '../common/settings';
import { subgraphKeySettings } from '../common/subgraph-keys';
import { ToldError } from '../common/told-error';
import { badgeOf, checkConformance, type GivenKeys, junitOf, type Report, toldReport } from '../conform/main';
import { progressBar } from './progress';

type Write = (text: string) => void;

interface ConformFlags {
  readonly name?: string;
  readonly key?: string;
  readonly unsigned?: boolean;
  readonly keys?: string;
  readonly identity?: string;
  readonly schema?: string;
  readonly pid?: number;
  readonly json?: boolean;
  readonly junit?: boolean;
  readonly badge?: string;
}

/** The conformance kit: what must hold of a subgraph before it is taken into the graph. */
export function conformCommand(write: Write = (text) => process.stdout.write(text)): Command {
  return new Command('conform')
    .description(
      'Check a running subgraph, in whatever language, as the gateway meets it; docs/conformance.md describes each check. Exit 0 when it conforms, 1 when not, 2 when it cannot be reached. Give it a test instance: nothing is changed there, but --pid ends it.',
    )
    .argument('<url>', 'where it takes GraphQL, such as http://localhost:4001/graphql')
    .option('--name <name>', 'its name in the graph, which requests are signed for; else what /health tells')
    .addOption(
      new Option(
        '--key <place>',
        'the key to sign with, as SUBGRAPH_KEYS has it: a file, or env:NAME for a variable (default: env:SUBGRAPH_KEYS)',
      ).conflicts('unsigned'),
    )
    .option('--unsigned', 'ask without signatures, and leave out the checks that are about them')
    .option(
      '--keys <file>',
      'keys of entities that are there, as JSON: {"Gauge": [{"id": "G-1"}]}; else those of a list at the root of the subgraph, and for Area districts of Jakarta',
    )
    .option('--identity <file>', 'who asks, as the gateway tells it, as JSON; else nobody')
    .option('--schema <file>', 'the schema that it must serve, as SDL')
    .option('--pid <number>', 'its process on this machine: at the end it is sent SIGTERM', processId)
    .addOption(new Option('--json', 'print the report as JSON').conflicts('junit'))
    .option('--junit', 'print the report as JUnit XML')
    .option('--badge <file.svg>', 'write a badge with the day and the digest of the schema')
    .action(async (url: string, flags: ConformFlags) => {
      const bar = progressBar('conform');
      const report = await checkConformance(await optionsOf(url, flags), (done, total) =>
        bar.update(done, total),
      ).finally(() => bar.end());
      if (flags.badge !== undefined) await writeBadge(flags.badge, report);
      write(printed(report, flags));
      if (!report.conforms) process.exitCode = exitCodes.finding;
    });
}

async function optionsOf(url: string, flags: ConformFlags) {
  return {
    url,
    name: flags.name,
    key: flags.unsigned === true ? null : await keyOf(flags.key ?? 'env:SUBGRAPH_KEYS'),
    pid: flags.pid ?? null,
    sdl: flags.schema === undefined ? null : await textOf(flags.schema),
    ...(flags.keys !== undefined && { keys: keysIn(flags.keys, await textOf(flags.keys)) }),
    ...(flags.identity !== undefined && { identity: identityIn(flags.identity, await textOf(flags.identity)) }),
  };
}

/** The key that signs. The text itself is never repeated. */
async function keyOf(place: string): Promise<SigningKey> {
  const text = place.startsWith('env:') ? process.env[place.slice(4)] : (await textOf(place)).trim();
  const [key] = readSettings(subgraphKeySettings, { SUBGRAPH_KEYS: text }).subgraphKeys;
  if (key !== undefined) return key;
  const ways = 'set SUBGRAPH_KEYS to what the subgraph has, name another place with --key, or give --unsigned';
  throw new ToldError(`There is no key to sign with at ${place}: ${ways}.`, exitCodes.usage);
}

function keysIn(file: string, text: string): GivenKeys {
  const given = jsonOf(file, text);
  const lists = isObject(given) ? Object.values(given) : [null];
  if (lists.every((list) => Array.isArray(list) && list.every(isObject))) return given as GivenKeys;
  throw new ToldError(
    `${file}: it must be lists of keys by type, such as {"Gauge": [{"id": "G-1"}]}.`,
    exitCodes.usage,
  );
}

function identityIn(file: string, text: string): string {
  const identity = readIdentity(Buffer.from(JSON.stringify(jsonOf(file, text))).toString('base64url'));
  if (identity !== null) return identityText(identity);
  const form = '{"viewer":null,"agency":null,"scopes":["permit:read"],"areas":[],"purpose":null}';
  throw new ToldError(`${file}: it must be who asks, such as ${form}.`, exitCodes.usage);
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ToldError(`${file}: it is not JSON.`, exitCodes.usage);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    throw new ToldError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
}

async function writeBadge(file: string, report: Report): Promise<void> {
  await writeFile(file, badgeOf(report)).catch((error: unknown) => {
    throw new ToldError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
}

function printed(report: Report, { json = false, junit = false }: ConformFlags): string {
  if (json) return `${JSON.stringify(report, null, 2)}\n`;
  return junit ? junitOf(report) : toldReport(report);
}

function processId(text: string): number {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is the number of a process, such as 4711.');
}

import { writeFile } from 'node:fs/promises';

import { Command } from 'commander';

import { supergraphDigest } from '../../common/approvals';
import { exitCodes } from '../../common/exit-codes';
import { readSettings } from '../../common/settings';
import { subgraphKeySettings } from '../../common/subgraph-keys';
import { composeInThread, loadSubgraphs, mendOf, mistakeText, readSupergraphConfig } from '../../registry/main';

interface ComposeFlags {
  readonly config: string;
  readonly output?: string;
  readonly json?: boolean;
}

export function composeSchemasCommand(): Command {
  return new Command('compose')
    .description(
      "Compose the subgraphs of a supergraph.yaml, as rover's, to a supergraph; exit 1 when they do not fit.",
    )
    .option('--config <file>', 'the subgraphs: where each is asked, and where its schema is', 'supergraph.yaml')
    .option('-o, --output <file>', 'where to write the supergraph; without it to standard output')
    .option('--json', 'print the outcome as JSON')
    .action(compose);
}

async function compose({ config: file, output, json }: ComposeFlags): Promise<void> {
  const config = await readSupergraphConfig(file, process.env);
  const keys = readSettings(subgraphKeySettings, process.env).subgraphKeys;
  const composition = await composeInThread(await loadSubgraphs(config, keys));
  if (composition.kind === 'failed') {
    process.exitCode = exitCodes.finding;
    const { mistakes } = composition;
    const told = json
      ? `${JSON.stringify({ composed: false, mistakes: mistakes.map((each) => ({ ...each, mend: mendOf(each) })) }, null, 2)}\n`
      : mistakes.map(mistakeText).join('\n');
    (json ? process.stdout : process.stderr).write(told);
    return;
  }
  const { supergraph } = composition;
  const digest = supergraphDigest(supergraph);
  if (output !== undefined) await writeFile(output, supergraph);
  if (json) {
    const outcome = { composed: true, digest, ...(output === undefined ? { supergraph } : { file: output }) };
    process.stdout.write(`${JSON.stringify(outcome, null, 2)}\n`);
    return;
  }
  if (output === undefined) process.stdout.write(supergraph);
  process.stderr.write(`composed  ${digest}  ${output ?? ''}`.trimEnd() + '\n');
}

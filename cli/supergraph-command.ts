import { readFile } from 'node:fs/promises';

import { Command } from 'commander';

import { addApproval, readApprovals, supergraphDigest } from '../common/approvals';
import { readSettings } from '../common/settings';
import { supergraphFile } from '../common/supergraph-file';
import { ToldError } from '../common/told-error';
import { approvalSettings } from '../gateway/config';

/** A supergraph that protects less than the one being served is held until somebody approves it here. */
export function supergraphCommand(): Command {
  const supergraph = new Command('supergraph').description('Approve a supergraph that a gateway holds back.');
  supergraph
    .command('approve')
    .description(
      'Let the gateway serve a supergraph that protects less than the one it serves. The approval is of this very text.',
    )
    .argument('[file]', 'the supergraph; without it SUPERGRAPH_FILE, or that of this project')
    .option('--reason <text>', 'why it may protect less: kept with the approval', '')
    .option('--json', 'print what was approved as JSON')
    .action(approve);
  supergraph
    .command('approvals')
    .description('List what was approved, when and why.')
    .option('--json', 'print the list as JSON')
    .action(list);
  return supergraph;
}

async function approve(file: string | undefined, { reason, json }: { reason: string; json?: boolean }): Promise<void> {
  const { approvalsFile, supergraphFile: set } = readSettings(approvalSettings, process.env);
  const path = file ?? set ?? supergraphFile;
  const sdl = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new ToldError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
  const digest = supergraphDigest(sdl);
  await addApproval(approvalsFile, digest, reason);
  const told = json ? JSON.stringify({ digest, file: path, reason }) : `approved  ${digest}  ${path}`;
  process.stdout.write(`${told}\n`);
}

async function list({ json }: { json?: boolean }): Promise<void> {
  const { approved } = await readApprovals(readSettings(approvalSettings, process.env).approvalsFile);
  if (json) process.stdout.write(`${JSON.stringify(approved)}\n`);
  else if (approved.length === 0) process.stdout.write('nothing was approved\n');
  else for (const { digest, at, reason } of approved) process.stdout.write(`${at}  ${digest}  ${reason}\n`);
}

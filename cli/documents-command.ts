import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { checkDocuments, type DocumentsReport, writeManifest } from '../gateway/check-documents';

type Write = (text: string) => void;

interface CheckOptions {
  readonly supergraph?: string;
  readonly json?: boolean;
}

/** The documents that clients are trusted to send: see TRUSTED_DOCUMENTS. */
export function documentsCommand(write: Write = (text) => process.stdout.write(text)): Command {
  const documents = new Command('documents').description('Trusted documents: check them, or write a manifest of them.');
  documents
    .command('check')
    .description('Tell what is wrong with a manifest or a folder of .graphql files; exit 1 when something is.')
    .argument('<path>', "a manifest in Apollo's format, or a folder")
    .option('--supergraph <file>', 'check each document against this supergraph too')
    .option('--json', 'print what was found as JSON')
    .action(async (path: string, { supergraph, json }: CheckOptions) => {
      const report = await checkDocuments(path, supergraph);
      write(json ? `${JSON.stringify(report, null, 2)}\n` : told(report));
      if (report.mistakes.length > 0) process.exitCode = exitCodes.finding;
    });
  documents
    .command('manifest')
    .description("Print a manifest in Apollo's format of the .graphql files of a folder.")
    .argument('<folder>', 'where the files are')
    .action(async (folder: string) => write(await writeManifest(folder)));
  return documents;
}

function told({ documents, duplicates, mistakes }: DocumentsReport): string {
  const lines = [
    ...mistakes,
    ...duplicates.map(({ place, same }) => `${place}: the same text as ${same}; one of them is enough.`),
    `${documents} documents, ${duplicates.length} duplicates, ${mistakes.length} mistakes.`,
  ];
  return lines.map((line) => `${line}\n`).join('');
}

import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { projectRoot } from '../common/project-root';
import { subgraphNames } from '../common/subgraph-names';
import { ToldError } from '../common/told-error';

const template = join(projectRoot, 'templates', 'subgraph');

/** A subgraph to begin with, for a partner's own repository: it needs nothing of this project. */
export function initCommand(write: (text: string) => void = (text) => process.stdout.write(text)): Command {
  return new Command('init')
    .description('Write a subgraph to begin with, in JavaScript, that has tests, checks signatures and conforms.')
    .argument('<name>', 'its name in the graph, such as polling-stations')
    .option('--folder <folder>', 'where to write it; else a new folder of its name')
    .action(async (name: string, { folder = name }: { folder?: string }) => {
      checkName(name);
      const files = await writeTemplate(name, resolve(folder));
      write(`${files} files in ${folder}. Next, there: npm install, npm test, and what README.md says.\n`);
    });
}

function checkName(name: string): void {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 31) {
    const form = 'small letters, digits and single dashes, a letter first, at most 31, such as polling-stations';
    throw new ToldError(`NAME must be ${form}.`, exitCodes.usage);
  }
  if (!subgraphNames.some((taken) => taken === name)) return;
  throw new ToldError(`${name} is a subgraph of the graph already; take another name.`, exitCodes.usage);
}

async function writeTemplate(name: string, folder: string): Promise<number> {
  const entries = await readdir(template, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(folder);
    for (const file of files) await writeFilled(file, name, folder);
  } catch (error) {
    throw new ToldError(failure(folder, (error as NodeJS.ErrnoException).code ?? 'unknown error'));
  }
  return files.length;
}

async function writeFilled(file: string, name: string, folder: string): Promise<void> {
  const target = join(folder, relative(template, file).replace(/^dot-/, '.'));
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, filled(await readFile(file, 'utf8'), name), { flag: 'wx' });
}

/** `polling-stations` is the name, `PollingStations` what types begin with, `pollingStations` what fields begin with. */
function filled(text: string, name: string): string {
  const type = name
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
  const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return text.replaceAll('__name__', name).replaceAll('__Type__', type).replaceAll('__field__', field);
}

function failure(folder: string, code: string): string {
  if (code === 'EEXIST') return `${folder} is there already, and nothing is written over; give another with --folder.`;
  return `${folder} cannot be written (${code}).`;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';

import { storeCommand } from '../../cli/store-command';
import { exitCodes } from '../../common/exit-codes';
import { startStore } from '../../store/main';
import { errorOf, MongoClient } from './support';

let folder: string;
let printed: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-cli-'));
  printed = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});
afterEach(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const store = (...words: string[]): Promise<unknown> => {
  const program = new Command('simpul').exitOverride();
  const command = storeCommand();
  for (const each of [command, ...command.commands]) each.exitOverride();
  program.addCommand(command);
  return program.parseAsync(['store', ...words], { from: 'user' });
};

async function fill(): Promise<void> {
  const running = await startStore({ port: 0, folder });
  const client = await MongoClient.connect(running.uri);
  await client
    .db('test')
    .collection('rows')
    .insertMany([{ a: 1 }, { a: 2 }]);
  await client.close();
  await running.stop();
}

it('shows statistics as a table and as JSON', async () => {
  await fill();
  await store('stats', '--data', folder);
  expect(printed).toMatch(/collection +documents +indexes +bytes\ntest\.rows +2 +1 +\d+\n/);
  printed = '';
  await store('stats', '--data', folder, '--json');
  expect(JSON.parse(printed)).toMatchObject([{ namespace: 'test.rows', documents: 2 }]);
});

it('looks into the folder of the settings, unless another is named', async () => {
  await fill();
  process.env.SIMPUL_DATA = folder;
  try {
    await store('stats', '--json');
    expect(JSON.parse(printed)).toMatchObject([{ namespace: 'test.rows', documents: 2 }]);
    await expect(store('stats', '--json', '--data', join(folder, 'elsewhere'))).rejects.toThrow('elsewhere');
  } finally {
    delete process.env.SIMPUL_DATA;
  }
});

it('copies out and in again, and tells what was rejected by its exit code', async () => {
  await fill();
  const target = join(folder, 'out');
  await store('export', target, '--data', folder, '--json');
  expect(JSON.parse(printed)).toEqual([{ file: join(target, 'test.rows.jsonl'), documents: 2 }]);
  printed = '';
  await store('import', join(target, 'test.rows.jsonl'), '--data', folder, '--json');
  expect(JSON.parse(printed)).toMatchObject([{ documents: 0, rejected: [expect.any(String), expect.any(String)] }]);
  expect(process.exitCode).toBe(exitCodes.finding);
  process.exitCode = undefined;
});

it('empties only when told to', async () => {
  await fill();
  expect(await errorOf(store('reset', '--data', folder))).toMatchObject({ exitCode: exitCodes.usage });
  await store('reset', '--data', folder, '--yes');
  expect(printed).toContain('2 files removed');
});

it('takes only ports for ports', async () => {
  expect(await errorOf(store('serve', '--port', '70000'))).toMatchObject({ code: 'commander.invalidArgument' });
});

it.each(['serve', 'stats', 'export', 'import', 'reset'])('%s has its help', async (name) => {
  expect(await errorOf(store(name, '--help'))).toMatchObject({ code: 'commander.helpDisplayed' });
  expect(printed).toContain('--data <folder>');
});

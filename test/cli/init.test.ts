import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { initCommand } from '../../cli/init-command';
import { projectRoot } from '../../common/project-root';
import { conformanceOf } from '../support/partner-process';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'simpul-init-'));
});
afterAll(() => rm(scratch, { recursive: true }));

async function init(name: string, folder: string): Promise<string> {
  let told = '';
  const command = initCommand((text) => (told += text));
  await command.parseAsync(['node', 'init', name, '--folder', join(scratch, folder)]);
  return told;
}

describe('simpul init', () => {
  it('writes a subgraph whose tests pass and which conforms, without a network', async () => {
    const folder = join(scratch, 'polling');
    expect(await init('polling-places', 'polling')).toMatch(/^16 files in \S+polling\. Next, there: npm install/);
    await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
    const tests = spawnSync(process.execPath, ['--test', 'test/subgraph.test.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(tests.stdout).toMatch(/# pass 5\n# fail 0/);
    const { report, failed, left, exitCode } = await conformanceOf(process.execPath, ['serve.mjs'], folder);
    expect(failed).toEqual([]);
    expect(left).toEqual([]);
    expect(report.subgraph).toBe('polling-places');
    expect(exitCode).toBe(0);
  });

  it('names everything after the subgraph, and takes the versions that are tested here', async () => {
    const folder = join(scratch, 'named');
    await init('water-gates', 'named');
    const files = (await readdir(folder, { withFileTypes: true, recursive: true })).filter((entry) => entry.isFile());
    const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
    expect(texts.join('\n')).not.toMatch(/__(name|Type|field)__/);
    expect(texts.join('\n')).toContain('type WaterGatesRecord @key(fields: "id")');
    const { dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const own = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8'));
    expect({ ...own.dependencies, ...own.devDependencies }).toMatchObject(dependencies);
  });

  it('writes nothing over', async () => {
    await writeFile(join(scratch, 'mine'), 'kept');
    await expect(init('water-gates', 'mine')).rejects.toMatchObject({
      message: `${join(scratch, 'mine')} is there already, and nothing is written over; give another with --folder.`,
      exitCode: 2,
    });
    expect(await readFile(join(scratch, 'mine'), 'utf8')).toBe('kept');
  });

  it.each(['', 'Weather', '4ever', 'a_b', 'a--b', '../up', 'x'.repeat(32)])('refuses the name %j', async (name) => {
    await expect(init(name, 'none')).rejects.toMatchObject({
      message: expect.stringContaining('NAME must be small letters'),
      exitCode: 64,
    });
  });

  it('refuses the name of a subgraph that the graph has', async () => {
    await expect(init('permits', 'none')).rejects.toThrow('permits is a subgraph of the graph already');
  });
});

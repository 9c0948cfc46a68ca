import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { documentsCommand } from '../../cli/documents-command';
import { supergraphFile } from '../../common/supergraph-file';
import { endAll, simpul } from '../support/simpul-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-documents-'));
});
afterEach(async () => {
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
  await endAll();
});

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

async function run(...args: string[]): Promise<{ text: string; code: unknown }> {
  const written: string[] = [];
  await documentsCommand((text) => written.push(text)).parseAsync(args, { from: 'user' });
  return { text: written.join(''), code: process.exitCode ?? 0 };
}

const good = 'query Districts { areas(first: 1) { nodes { code } } }';

describe('simpul documents check', () => {
  it('counts what is well, and says which texts are the same', async () => {
    const first = write('a.graphql', good);
    const second = write('b.graphql', good);
    expect(await run('check', folder)).toEqual({
      text: `${second}: the same text as ${first}; one of them is enough.\n2 documents, 1 duplicates, 0 mistakes.\n`,
      code: 0,
    });
  });

  it('says each mistake by file, line and column, and exits with 1', async () => {
    write('a.graphql', good);
    const broken = write('b.graphql', '{');
    const { text, code } = await run('check', folder);
    expect(text).toContain(`${broken}, line 1, column 2: Syntax Error`);
    expect(text).toContain('1 documents, 0 duplicates, 1 mistakes.');
    expect(code).toBe(1);
  });

  it('checks against a supergraph when one is named', async () => {
    write('a.graphql', good);
    expect((await run('check', folder, '--supergraph', supergraphFile)).code).toBe(0);
    const unknown = write('b.graphql', '{ areas(first: 1) {\n  nodes { kode } } }');
    const { text, code } = await run('check', folder, '--supergraph', supergraphFile, '--json');
    expect(JSON.parse(text)).toMatchObject({ documents: 2, duplicates: [] });
    expect(JSON.parse(text).mistakes).toHaveLength(1);
    expect(JSON.parse(text).mistakes[0]).toContain(`${unknown}, line 2, column 11: Cannot query field "kode"`);
    expect(code).toBe(1);
  });

  it('says that a supergraph is none', async () => {
    write('a.graphql', good);
    const none = write('none.txt', 'type Query { a: Int }');
    await expect(run('check', folder, '--supergraph', none)).rejects.toThrow(`The supergraph ${none} cannot be used`);
  });
});

describe('simpul documents manifest', () => {
  it('prints a manifest that check finds well, each text once', async () => {
    write('a.graphql', good);
    write('b.graphql', good);
    const file = write('manifest.json', (await run('manifest', folder)).text);
    expect((await run('check', file)).text).toBe('1 documents, 0 duplicates, 0 mistakes.\n');
  });

  it('prints none when a document has a mistake', async () => {
    write('a.graphql', '{');
    await expect(run('manifest', folder)).rejects.toThrow('No manifest was written');
  });
});

describe('the process', () => {
  it.each([
    [2, ['documents', 'check', '/none/at/all']],
    [64, ['documents', 'check']],
    [64, ['documents', 'bake', 'x']],
  ])('exits with %i: simpul %j', async (code, args) => {
    const { ended, output } = simpul(args);
    expect(await ended).toBe(code);
    expect(output()).toBe('');
  });
});

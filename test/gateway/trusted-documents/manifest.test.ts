import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { digestOf, manifestOf, readManifest } from '../../../gateway/trusted-documents/manifest';
import { serveDocuments } from '../../../gateway/trusted-documents/serve-documents';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-documents-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const operations = (...list: object[]): string =>
  JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations: list });
const one = { id: 'one', name: 'One', type: 'query', body: 'query One { a }' };

describe('a manifest', () => {
  it('of Apollo gives its documents by their ids', async () => {
    const file = write('manifest.json', operations(one));
    expect(await readManifest(file)).toEqual({
      documents: [{ id: 'one', body: 'query One { a }', place: 'manifest.json, operation One' }],
      mistakes: [],
    });
  });

  it('is written so that it is read as the same documents', async () => {
    write('a.graphql', 'query A { a }');
    write('b.graphql', 'mutation { change }');
    const { documents } = await readManifest(folder);
    const file = write('manifest.json', manifestOf(documents));
    const again = await readManifest(file);
    expect(again.documents.map(({ id, body }) => [id, body])).toEqual(documents.map(({ id, body }) => [id, body]));
    expect(JSON.parse(manifestOf(documents)).operations).toMatchObject([
      { name: 'A', type: 'query' },
      { name: '', type: 'mutation' },
    ]);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'is no apollo-persisted-query-manifest of version 1'],
    ['{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}', 'at version'],
    [operations({ ...one, body: 1 }), 'at operations.0.body'],
    [operations({ ...one, body: 'query One {' }), 'operation One, line 1, column 12: Syntax Error'],
    [operations({ ...one, body: 'fragment F on Query { a }' }), 'operation One: it has no query or mutation'],
    [operations(one, { ...one, name: 'Two', body: '{ b }' }), 'operation Two: its id one is that of'],
  ])('with a mistake says where and what: %s', async (text, told) => {
    const { mistakes } = await readManifest(write('manifest.json', text));
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(told);
  });

  it('that is not there is told', async () => {
    await expect(readManifest(join(folder, 'none.json'))).rejects.toThrow('cannot be read (ENOENT)');
  });
});

describe('a folder of documents', () => {
  it('gives each file by the digest of its text, from folders within too', async () => {
    mkdirSync(join(folder, 'deeper'));
    write('deeper/b.gql', '{ b }');
    write('a.graphql', '{ a }');
    write('notes.txt', 'no document');
    const { documents, mistakes } = await readManifest(folder);
    expect(documents.map(({ id }) => id)).toEqual([digestOf('{ a }'), digestOf('{ b }')]);
    expect(mistakes).toEqual([]);
  });

  it('with a mistake says the file, and keeps the others', async () => {
    write('a.graphql', '{ a }');
    const broken = write('b.graphql', '{ b\n  (');
    const { documents, mistakes } = await readManifest(folder);
    expect(documents).toHaveLength(1);
    expect(mistakes).toEqual([`${broken}, line 2, column 4: Syntax Error: Expected Name, found <EOF>.`]);
  });

  it('that is empty is a mistake', async () => {
    expect((await readManifest(folder)).mistakes).toEqual([
      `${folder} has no .graphql files; name the folder that has.`,
    ]);
  });
});

describe('trusted documents that change', () => {
  it.each(['a manifest', 'a folder'])(
    'are served anew; broken ones are refused and the former used on: %s',
    async (kind) => {
      const isFolder = kind === 'a folder';
      const place = isFolder ? folder : join(folder, 'manifest.json');
      const put = (body: string): string =>
        isFolder
          ? write('one.graphql', body)
          : write('manifest.json', operations({ ...one, id: digestOf(body), body }));
      put('{ a }');
      let told: (line: string) => void = () => undefined;
      const limits = { maxTokens: 100, maxDepth: 10, maxAliases: 10, maxRootFields: 10, maxDirectives: 10 };
      const { resolve, stop } = await serveDocuments(
        {
          trustedDocuments: place,
          trustedDocumentsMode: 'ids-only',
          trustedDocumentsClients: new Map(),
          persistedQueriesPerViewer: 0,
          ...limits,
        },
        (line) => told(line),
      );
      const nextLine = () => new Promise<string>((tell) => (told = tell));
      const find = (body: string) =>
        resolve({ query: undefined, hash: undefined, id: digestOf(body) }, { viewer: null, purpose: null });

      let line = nextLine();
      put('{ a b }');
      expect(await line).toBe(`The trusted documents ${place} changed and are served: 1.`);
      expect(find('{ a b }')).toBe('{ a b }');
      expect(() => find('{ a }')).toThrow('PersistedQueryNotFound');

      line = nextLine();
      put('{ a b');
      expect(await line).toMatch(/cannot be served: .*Syntax Error.* The former ones are used on\.$/);
      expect(find('{ a b }')).toBe('{ a b }');
      stop();
    },
  );

  it('are refused at the start when they are broken', async () => {
    write('a.graphql', '{');
    write('b.graphql', '{');
    const config = {
      trustedDocuments: folder,
      trustedDocumentsMode: 'off' as const,
      trustedDocumentsClients: new Map(),
      persistedQueriesPerViewer: 0,
      ...{ maxTokens: 1, maxDepth: 1, maxAliases: 1, maxRootFields: 1, maxDirectives: 1 },
    };
    const starting = serveDocuments(config, () => undefined);
    await expect(starting).rejects.toThrow(/a\.graphql, line 1, column 2: .* There are 2 mistakes/);
  });
});

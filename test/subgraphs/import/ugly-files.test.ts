import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root';
import { type RunningStore, startStore } from '../../../store/main';
import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import { importSource } from '../../../subgraphs/import/import-file';
import { readMapping } from '../../../subgraphs/import/mapping';
import { openSource } from '../../../subgraphs/import/source-file';
import { openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { type UglyFile, uglyFiles } from '../../support/ugly-files';

const folder = join(projectRoot, 'examples', 'ugly');
let store: RunningStore;
let made = 0;

beforeAll(async () => {
  store = await startStore({ port: 0, memory: true });
});
afterAll(() => store.stop());

/** What an import of the file tells, into an empty database of its agency. */
async function told({ name, kind, mapping, ignoreUnknown }: UglyFile): Promise<object> {
  const subgraph = subgraphDefinitions.find(({ imports }) => imports.some((each) => each.kind === kind));
  const definition = subgraph?.imports.find((each) => each.kind === kind);
  if (subgraph === undefined || definition === undefined) throw new Error(`no kind ${kind}`);
  const address = { mongodbUri: store.uri, embedded: true, databasePrefix: `ugly_${(made += 1)}` };
  const open = await openSubgraph(subgraph, address, {});
  try {
    await open.demonstration.write('2024-10-31', 1);
    await open.clock.refresh();
    const mapped = mapping === undefined ? undefined : readMapping(join(folder, `${name}.mapping.json`), definition);
    const source = await openSource(definition, join(folder, name), { mapping: mapped, ignoreUnknown });
    const { bytes: _, rejectFile: __, ...report } = await importSource({ definition, open, source, rejectFile: null });
    return report;
  } catch (error) {
    return { refused: (error as Error).message };
  } finally {
    await open.connection.dropDatabase();
    await open.close();
  }
}

// UPDATE_UGLY=1 makes the files and what is expected of them anew; look at the difference before you keep it.
if (process.env.UPDATE_UGLY) {
  for (const { name, content, mapping } of uglyFiles) {
    writeFileSync(join(folder, name), content);
    if (mapping) writeFileSync(join(folder, `${name}.mapping.json`), `${JSON.stringify(mapping, null, 2)}\n`);
  }
}

describe('a file as an agency has it', () => {
  it.each(uglyFiles.map((file) => [file.name, file] as const))('comes in as expected: %s', async (name, file) => {
    const expected = join(folder, `${name}.expected.json`);
    const report = await told(file);
    if (process.env.UPDATE_UGLY) writeFileSync(expected, `${JSON.stringify(report, null, 2)}\n`);
    expect(report).toEqual(JSON.parse(readFileSync(expected, 'utf8')));
  });

  it('is one of twelve, each as its maker wrote it', () => {
    expect(uglyFiles).toHaveLength(12);
    const texts = uglyFiles.filter(({ name }) => !/\.(gz|xlsx)$/.test(name));
    for (const { name, content } of texts)
      expect(readFileSync(join(folder, name))).toEqual(Buffer.from(content as string));
    expect(uglyFiles.filter(({ name }) => !existsSync(join(folder, name)))).toEqual([]);
  });
});

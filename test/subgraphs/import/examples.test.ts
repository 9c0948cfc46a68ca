import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root';
import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import { importKinds } from '../../../subgraphs/import/main';
import { openSource } from '../../../subgraphs/import/source-file';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import type { ImportDefinition } from '../../../subgraphs/shared/import-definition';
import { collect } from './support';

const folder = join(projectRoot, 'examples', 'import');
const readme = readFileSync(join(folder, 'README.md'), 'utf8');
const definitions = subgraphDefinitions.flatMap(({ imports }) => imports);
const files = readdirSync(folder).filter((name) => name !== 'README.md');

/** The columns that the README tells of a kind: name, and whether it must be there. */
function columnsTold(kind: string): string[] {
  const section = readme.split(/^## /m).find((each) => each.startsWith(`${kind}\n`)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \| (yes|no) \|/gm)].map(([, name, must]) => `${name}: ${must}`);
}

function definitionFor(file: string): ImportDefinition {
  const definition = definitions.find(({ kind }) => file.startsWith(`${kind}-`));
  if (definition === undefined) throw new Error(`${file} begins with no kind of import`);
  return definition;
}

describe('the guide to import files', () => {
  it.each(importKinds)('tells the columns of %s', (kind) => {
    const definition = definitions.find((each) => each.kind === kind);
    const columns = [
      ...(definition?.requiredColumns ?? []).map((name) => `${name}: yes`),
      ...(definition?.optionalColumns ?? []).map((name) => `${name}: no`),
    ];
    expect(columnsTold(kind).sort()).toEqual(columns.sort());
  });

  it('tells of no kind that is not imported', () => {
    const told = [...readme.matchAll(/^## ([a-z-]+)$/gm)].map(([, kind]) => kind);
    expect(told.sort()).toEqual([...importKinds].sort());
  });
});

describe('the sample files', () => {
  const faultyRows = async (file: string): Promise<{ rows: number; faulty: number }> => {
    const definition = definitionFor(file);
    const rows = await collect((await openSource(definition, join(folder, file))).rows);
    const help = { areas: await loadAreaCatalogue(), today: '2024-10-31' };
    const faulty = rows.filter((row) => 'faults' in row || !definition.parse(row.values, help).ok);
    return { rows: rows.length, faulty: faulty.length };
  };

  it.each(files.filter((name) => !name.includes('-bad.')))('are taken whole: %s', async (file) => {
    const { rows, faulty } = await faultyRows(file);
    expect(rows).toBeGreaterThan(0);
    expect(faulty).toBe(0);
  });

  it.each(files.filter((name) => name.includes('-bad.')))('have faulty rows: %s', async (file) => {
    expect((await faultyRows(file)).faulty).toBeGreaterThan(5);
  });
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { ERRORS } from '@apollo/federation-internals';
import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { composeTexts } from '../../registry/compose/compose-texts';
import type { Mistake } from '../../registry/compose/composition';
import { mistakeText } from '../../registry/compose/mistake-text';

const folder = join(projectRoot, 'test', 'registry', 'broken');
const brokenCodes = readdirSync(folder).sort();

/** Codes that no schema given to composition raises, and why. */
const notFromSchemas: Readonly<Record<string, string>> = {
  DOWNSTREAM_SERVICE_ERROR: 'is of a question being run',
  INVALID_FEDERATION_SUPERGRAPH: 'is of reading a supergraph, which is not composed but given',
  MAX_VALIDATION_SUBGRAPH_PATHS_EXCEEDED: 'takes a million ways through the subgraphs, and minutes',
  UNSUPPORTED_FEATURE: 'is in the catalogue of the library, which raises it nowhere',
  UNSUPPORTED_LINKED_FEATURE: 'is of reading a supergraph; a link of a subgraph is not taken over',
};

/** What composing the schemas of a folder says, all mistakes one after another (UPDATE_BROKEN=1 writes it anew). */
function broken(code: string): { told: string; mistakes: readonly Mistake[]; expected: string } {
  const schemas = readdirSync(join(folder, code)).filter((file) => file.endsWith('.graphql'));
  const composition = composeTexts(
    schemas.map((file) => ({
      name: basename(file, '.graphql'),
      url: 'http://localhost/graphql',
      sdl: readFileSync(join(folder, code, file), 'utf8'),
      file,
    })),
  );
  if (composition.kind === 'composed') throw new Error(`${code} composes`);
  const told = composition.mistakes.map(mistakeText).join('\n');
  const expectedFile = join(folder, code, 'expected.txt');
  if (process.env.UPDATE_BROKEN) writeFileSync(expectedFile, told);
  return { told, mistakes: composition.mistakes, expected: readFileSync(expectedFile, 'utf8') };
}

describe.each(brokenCodes)('schemas with %s', (code) => {
  const { told, mistakes, expected } = broken(code);

  it('are refused by that code, in the words that are written down', () => {
    expect(mistakes.map((mistake) => mistake.code)).toContain(code);
    expect(told).toBe(expected);
  });

  it('are told by file and line, and how to mend them', () => {
    for (const mistake of mistakes) expect(mistakeText(mistake)).toMatch(/^[A-Z_]+ {2}\w+\.graphql:\d+ \(\w+\)\n/);
    expect(told).toContain(`\n  mend: `);
  });
});

describe('the broken schemas', () => {
  it('are there for every code of the library that a schema can raise', () => {
    const codes = Object.values(ERRORS).map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => !brokenCodes.includes(code)).sort()).toEqual(Object.keys(notFromSchemas));
  });
});

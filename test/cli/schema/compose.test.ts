import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { supergraphDigest } from '../../../common/approvals';
import { endAll, simpul } from '../../support/simpul-process';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-schema-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await endAll();
});

const federation = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
const areas = `${federation}type Query { areas: [Area!]! }\ntype Area @key(fields: "code") { code: ID! name: String }`;
const permits = `${federation}type Area @key(fields: "code") { code: ID! permits: Int }`;
const sharing = `${federation}type Area @key(fields: "code") {\n  code: ID!\n  name: String\n}`;

/** A configuration of two subgraphs; in the order given. */
function configOf(schemas: Record<string, string>): string {
  const subgraphs = Object.entries(schemas).map(([name, sdl]) => {
    writeFileSync(join(folder, `${name}.graphql`), sdl);
    return `  ${name}:\n    routing_url: http://localhost/${name}\n    schema:\n      file: ./${name}.graphql\n`;
  });
  const file = join(folder, 'supergraph.yaml');
  writeFileSync(file, `federation_version: =2.9.0\nsubgraphs:\n${subgraphs.join('')}`);
  return file;
}

async function run(...args: string[]) {
  const { ended, output, errors } = simpul(['schema', ...args]);
  return { code: await ended, output: output(), errors: errors() };
}

describe('simpul schema compose', () => {
  it('gives the same bytes and digest whatever the order of the subgraphs', async () => {
    const one = await run('compose', '--config', configOf({ areas, permits }));
    const file = join(folder, 'out.graphql');
    const other = await run('compose', '--config', configOf({ permits, areas }), '--output', file, '--json');
    expect(one.code).toBe(0);
    const digest = supergraphDigest(one.output);
    expect(one.errors).toBe(`composed  ${digest}\n`);
    expect(JSON.parse(other.output)).toEqual({ composed: true, digest, file });
    expect(readFileSync(file, 'utf8')).toBe(one.output);
  });

  it('says what does not fit by file, line, who else and remedy, and exits with 1', async () => {
    const config = configOf({ areas, permits: sharing });
    const told = await run('compose', '--config', config);
    expect(told).toMatchObject({ code: 1, output: '' });
    expect(told.errors).toMatch(/^INVALID_FIELD_SHARING {2}\S*areas\.graphql:3 \(areas\)\n/);
    expect(told.errors).toMatch(/also concerned: \S*permits\.graphql:4 \(permits\)\n/);
    expect(told.errors).toContain('mend: Mark Area.name @shareable in every subgraph');
    const json = await run('compose', '--config', config, '--json');
    expect(JSON.parse(json.output)).toMatchObject({ composed: false, mistakes: [{ code: 'INVALID_FIELD_SHARING' }] });
  });

  it.each([
    [2, ['compose', '--config', '/none/at/all.yaml'], 'cannot be read (ENOENT)'],
    [64, ['compose', '--confi', 'x'], 'unknown option'],
    [64, ['explain', 'E029'], 'There is no code "E029"'],
    [64, ['introspect', 'http://127.0.0.1:1/', '--header', 'secret'], '--header must be a name, a colon and a value'],
    [2, ['introspect', 'http://127.0.0.1:1/', '--sign', 'permits'], 'SUBGRAPH_KEYS is not set'],
  ])('exits with %i: simpul schema %j', async (code, args, told) => {
    const answer = await run(...args);
    expect(answer.code).toBe(code);
    expect(answer.errors).toContain(told);
  });

  it('explains a code', async () => {
    const { output, code } = await run('explain', 'no_queries');
    expect(code).toBe(0);
    expect(output).toContain('To mend it: Give at least one subgraph a type Query with a field.');
  });
});

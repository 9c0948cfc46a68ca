import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { readSupergraphConfig } from '../../../registry/compose/read-config';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-config-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string, environment: Record<string, string> = {}) {
  const file = join(folder, 'supergraph.yaml');
  writeFileSync(file, text);
  return readSupergraphConfig(file, environment);
}

describe("rover's supergraph.yaml", () => {
  it('is read as it is: files beside it, addresses, headers, values of the environment', async () => {
    const config = await read(
      `federation_version: =2.9.0
subgraphs:
  areas:
    routing_url: \${env.AREAS_URL}
    schema:
      file: ./areas.graphql
  permits:
    schema:
      subgraph_url: http://localhost:4001/graphql
      introspection_headers:
        authorization: Bearer \${env.TOKEN}
`,
      { AREAS_URL: 'http://areas.example.id/graphql', TOKEN: 'secret' },
    );
    expect(config.version).toBe('2.9.0');
    expect(config.subgraphs).toEqual([
      {
        name: 'areas',
        routingUrl: 'http://areas.example.id/graphql',
        source: { kind: 'file', file: join(folder, 'areas.graphql') },
      },
      {
        name: 'permits',
        routingUrl: null,
        source: {
          kind: 'url',
          url: 'http://localhost:4001/graphql',
          headers: { authorization: 'Bearer secret' },
        },
      },
    ]);
  });

  it.each([
    ['a graph of a hub, with what to do', 'graphref: x@y\n      subgraph: areas', 'rover subgraph fetch'],
    ['a schema from nowhere', 'files: areas.graphql', 'it must have either file or subgraph_url'],
    ['a schema from two places', 'file: a\n      subgraph_url: http://b', 'it must have either file or subgraph_url'],
  ])('is refused with %s', async (_, schema, told) => {
    const text = `subgraphs:\n  areas:\n    routing_url: http://a\n    schema:\n      ${schema}\n`;
    await expect(read(text)).rejects.toThrow(told);
  });

  it('tells all mistakes, each with its line', async () => {
    const text =
      'federation_version: 1\nsubgraphs:\n  areas:\n    schema: { file: 1 }\n  2nd:\n    schema: { file: a }\n';
    const told = await read(text).catch((error: unknown) => String(error));
    expect(told).toContain('supergraph.yaml:1: federation_version: only federation 2 is composed here');
    expect(told).toContain('supergraph.yaml:4: subgraphs.areas.schema.file: it must be the name of a file');
  });

  it('checks the names of subgraphs', async () => {
    const text = 'subgraphs:\n  2nd:\n    schema: { file: a }\n';
    await expect(read(text)).rejects.toThrow(':3: subgraphs.2nd: a name begins with a letter');
  });

  it.each([
    ['no YAML', 'subgraphs: [', ':1: it is no YAML'],
    ['nothing', '', 'the file: it must hold federation_version and subgraphs'],
    ['no subgraph', 'subgraphs: {}', 'at least one subgraph must be there'],
  ])('is refused where it is %s', async (_, text, told) => {
    await expect(read(text)).rejects.toThrow(told);
  });

  it('names a variable that the environment lacks', async () => {
    const text = 'subgraphs:\n  a:\n    routing_url: ${env.NONE}\n    schema: { file: a }\n';
    await expect(read(text)).rejects.toThrow('the environment has no NONE');
  });
});

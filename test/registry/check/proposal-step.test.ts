import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { proposalMismatch, readProposal } from '../../../registry/check/proposal-step';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'simpul-proposal-'));
  writeFileSync(join(folder, 'permits.graphql'), 'type Query { permits: Int }');
});
afterAll(() => rmSync(folder, { recursive: true }));

const subgraph = (sdl: string, name = 'permits') => ({ name, url: '', sdl, file: 'permits.graphql' });

function read(text: string) {
  const file = join(folder, 'visa.yaml');
  writeFileSync(file, text);
  return readProposal(file);
}

const proposed = 'why: visa types\nsubgraphs:\n  permits: ./permits.graphql\n';

describe('a proposal', () => {
  it('is met by the proposed schema, however it is laid out', async () => {
    const proposal = await read(`${proposed}approvers: [budi]\n`);
    expect(proposalMismatch(subgraph('# new\ntype Query {\n  permits: Int\n}'), proposal)).toEqual([]);
  });

  it.each([
    ['another schema', `${proposed}approvers: [budi]\n`, subgraph('type Query { visas: Int }'), 'is not the one that'],
    [
      'another subgraph',
      `${proposed}approvers: [budi]\n`,
      subgraph('type Query { permits: Int }', 'visas'),
      'proposes nothing of visas',
    ],
    ['no approvers', proposed, subgraph('type Query { permits: Int }'), 'has no approvers yet'],
  ])('is not met by %s', async (_, text, given, told) => {
    const [draft] = proposalMismatch(given, await read(text));
    expect(draft).toMatchObject({ code: 'PROPOSAL_MISMATCH', severity: 'error' });
    expect(draft?.message).toContain(told);
  });

  it.each([
    ['no YAML', '[', 'is no YAML'],
    ['a list', '- a', 'the file'],
    ['no reason', 'subgraphs: {}', 'why: it must say why'],
    ['a schema that is not there', 'why: x\nsubgraphs: { a: ./none.graphql }', 'cannot be read (ENOENT)'],
  ])('is refused where it is %s', async (_, text, told) => {
    await expect(read(text)).rejects.toThrow(told);
  });
});

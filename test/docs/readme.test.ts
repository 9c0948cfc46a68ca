import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { withSettingsTable } from '../../cli/settings-command';
import { projectRoot } from '../../common/project-root';
import { readSample } from '../../gateway/samples/sample-operation';
import { type RunningGraph, runningGraph } from '../support/running-graph';

const readmeFile = join(projectRoot, 'README.md');
const readme = (): string => readFileSync(readmeFile, 'utf8');
const file = readFileSync(join(projectRoot, 'examples', 'operations', 'district-briefing.graphql'), 'utf8');
const question = readSample('district-briefing', file).text;

const begin = '<!-- question: begin -->';
const end = '<!-- question: end -->';

/** The question and its answer as the README shows them: one line for each part of an area. */
function shown(data: any): string {
  const nodes = data.areas.nodes.map((node: object) => {
    const parts = Object.entries(node).map(
      ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value, shortened)}`,
    );
    return `    { ${parts.join(',\n      ')} }`;
  });
  const answer = `{ "data": { "areas": { "nodes": [\n${nodes.join(',\n')}\n] } } }`;
  return `${begin}\n\n\`\`\`graphql\n${question}\`\`\`\n\n<details><summary>The answer, on the demonstration's records (numbers to six decimals)</summary>\n\n\`\`\`json\n${answer}\n\`\`\`\n\n</details>\n\n${end}`;
}

// The last digits of a logarithm differ between versions of Node.
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : value;
}

describe('the README', () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await runningGraph();
  }, 60_000);
  afterAll(() => graph.stop());

  it('shows the one question and the answer that it gets (UPDATE_README=1 writes it anew)', async () => {
    const { data } = await graph.ask(question, {}, { as: 'analyst' });
    const text = readme();
    const expected = `${text.split(begin)[0] ?? ''}${shown(data)}${text.split(end)[1] ?? ''}`;
    if (process.env.UPDATE_README) writeFileSync(readmeFile, expected);
    expect(readme()).toBe(expected);
  });

  it('has the table of all settings as they are declared (npm run docs writes it anew)', () => {
    expect(withSettingsTable(readme())).toBe(readme());
  });
});

describe.each([
  'README.md',
  'docs/answers.md',
  'docs/architecture.md',
  'docs/conformance.md',
  'docs/errors.md',
  'docs/explorer.md',
  'docs/partners.md',
  'docs/registry.md',
  'docs/risk.md',
  'docs/sign-in.md',
  'docs/store.md',
  'examples/dashboard-client/README.md',
  'examples/import/README.md',
  'examples/partner-javascript/README.md',
  'examples/partner-python/README.md',
  'examples/verify/README.md',
])('%s', (file) => {
  it('links only to files that exist', () => {
    const text = readFileSync(join(projectRoot, file), 'utf8');
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !existsSync(join(projectRoot, dirname(file), link)))).toEqual([]);
  });
});

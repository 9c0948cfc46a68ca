import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { capabilities } from '../../store/capabilities';

const known = new Set<string>([
  ...capabilities.filterOperators,
  ...capabilities.logicalOperators,
  ...capabilities.updateOperators,
  ...capabilities.stages,
  ...capabilities.accumulators,
  ...capabilities.expressions,
  ...capabilities.variables,
]);

/** Every `$name` that a source file uses as a key or as a variable of a pipeline; GraphQL's own variables left out. */
function operatorsIn(source: string): string[] {
  const code = source.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').replaceAll(/`query [\s\S]*?`;/g, '');
  const keys = [...code.matchAll(/(\$[a-zA-Z]+)['"]?\]?\s*:/g)];
  const variables = [...code.matchAll(/['"](\$\$[A-Z]+)['"]/g)];
  return [...keys, ...variables].map((match) => match[1] ?? '');
}

const files = readdirSync(join(projectRoot, 'subgraphs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => join('subgraphs', file));

describe('what the subgraphs ask of a database', () => {
  it('is on the list of what the embedded store has', () => {
    const used = files.flatMap((file) =>
      operatorsIn(readFileSync(join(projectRoot, file), 'utf8')).map((operator) => ({ file, operator })),
    );
    expect(used.length).toBeGreaterThan(15);
    expect(used.filter(({ operator }) => !known.has(operator))).toEqual([]);
  });

  it('would be found if it were not', () => {
    expect(
      operatorsIn('const a = { $lookup: 1 }; const b = { "$where": 2 };').filter((name) => !known.has(name)),
    ).toEqual(['$lookup', '$where']);
  });
});

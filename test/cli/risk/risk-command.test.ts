import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { assessmentTable, riskCommand } from '../../../../cli/risk-command';
import { ToldError } from '../../../../common/told-error';
import { assessFile } from '../../../../subgraphs/stability/method/assessment-file';
import { goldenPath } from './golden/golden';

async function run(...args: string[]): Promise<string> {
  const written: string[] = [];
  await riskCommand((text) => written.push(text)).parseAsync(args, { from: 'user' });
  return written.join('');
}

describe('simpul risk assess', () => {
  it('shows an area and month on a line, to one decimal', async () => {
    const lines = (await run('assess', goldenPath)).split('\n').map((line) => line.replace(/ {2,}/g, ' | '));
    expect(lines.slice(0, 4)).toEqual([
      'area | month | index | level | 90 % interval | grade | incidents | needs | coping',
      '31.75.03 | 2024-10 | 5.2 | SIAGA | 4.8 - 5.6 | A | 5.4 | 6.3 | 4.1',
      '31.75.03 | 2024-09 | 4.5 | WASPADA | 4.1 - 4.9 | A | 4.6 | 5.7 | 3.5',
      '31.75.06 | 2024-10 | 3.0 | NORMAL | 2.6 - 3.3 | A | 3.4 | 4.5 | 1.7',
    ]);
    expect(lines.join('\n')).toContain('Method asri-1.');
  });

  it('prints the whole report as JSON when asked', async () => {
    expect(JSON.parse(await run('assess', goldenPath, '--json'))).toEqual(await assessFile(goldenPath));
  });

  it('tells a file that cannot be assessed, and writes nothing', async () => {
    await expect(run('assess', join(__dirname, 'none.json'))).rejects.toBeInstanceOf(ToldError);
  });

  it('rounds half up and says "insufficient data" instead of a level that is none', async () => {
    const { areas } = await assessFile(goldenPath);
    const [area] = Object.values(areas);
    if (!area) throw new Error('no area');
    const rounded = assessmentTable({
      methodVersion: 'asri-1',
      areas: { 'a@b': { ...area, index: 3.25 } },
    });
    expect(rounded).toMatch(/a {5}b {6}3\.3 /);
    const without = { ...area, index: null, level: null, ci90: null, dimensions: { H: 1, V: 2, C: null } };
    const told = assessmentTable({ methodVersion: 'asri-1', areas: { 'a@b': without } });
    expect(told).toMatch(/- +insufficient data +- +A +1\.0 +2\.0 +-/);
  });
});

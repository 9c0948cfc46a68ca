import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { assessmentTable } from '../../../cli/risk/assess-file-command';
import { riskCommand } from '../../../cli/risk-command';
import { ToldError } from '../../../common/told-error';
import { assessFile } from '../../../subgraphs/stability/method/assessment-file';
import { goldenPath } from '../../subgraphs/stability/method/golden/golden';
import { endAll, simpul } from '../../support/simpul-process';

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

describe('simpul risk explain', () => {
  it('explains an area and month of a file in English, or in Indonesian when asked', async () => {
    const text = await run('explain', '31.75.03', '2024-10', '--file', goldenPath);
    expect(text).toMatch(/^Jatinegara \(31\.75\.03\), October 2024: the stability-risk index is 5\.2 of 10/);
    expect(text).toContain('Since September 2024 it rose by 0.7');
    const indonesian = await run('explain', '31.75.03', '2024-10', '--file', goldenPath, '--lang', 'id');
    expect(indonesian).toMatch(/^Jatinegara \(31\.75\.03\), Oktober 2024: indeks risiko stabilitas 5,2 dari 10/);
  });

  it('says which months a file has of an area, or which areas, when it has not the one asked for', async () => {
    const asked = (...place: string[]) => run('explain', ...place, '--file', goldenPath);
    await expect(asked('31.75.03', '2024-11')).rejects.toThrow('of 31.75.03 it has 2024-09, 2024-10.');
    await expect(asked('31.75.01', '2024-10')).rejects.toThrow('its areas are 31.75.03, 31.75.06.');
  });
});

describe('simpul risk robustness', () => {
  it('shows how far indices and ranks move, and with which draws and seed', async () => {
    const text = await run('robustness', goldenPath, '--draws', '500', '--seed', 'x', '--threads', '1');
    const cakung = text.split('\n')[3]?.replace(/ {2,}/g, ' | ');
    expect(cakung).toMatch(
      /^31\.75\.06 \| 2024-10 \| 2\.96 \| 2\.61 - 3\.32 \| 2\.\d\d - 3\.\d\d \| 3\.20 \| 2 \| 2 - 2$/,
    );
    expect(text).toContain('Method asri-1, 500 draws, seed x');
  });

  it('prints the whole report as JSON when asked', async () => {
    const report = JSON.parse(await run('robustness', goldenPath, '--draws', '500', '--threads', '1', '--json'));
    expect(Object.keys(report)).toEqual(['methodVersion', 'draws', 'seed', 'areas']);
    expect(Object.keys(report.areas)).toEqual(['31.75.03@2024-10', '31.75.03@2024-09', '31.75.06@2024-10']);
  });
});

describe('simpul risk backtest', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'risk-backtest-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });
  const fileOf = async (areas: unknown): Promise<string> => {
    const file = join(folder, 'outcomes.json');
    await writeFile(file, JSON.stringify({ areas }));
    return file;
  };
  const row = { code: '31.75.03', period: '2024-05', index: 6, level: 'SIAGA', incident: true };
  const rows = ['2024-03', '2024-04', '2024-05', '2024-06'].map((period, at) => ({
    ...row,
    period,
    ...(at % 2 === 0 ? {} : { index: 2, level: 'NORMAL', incident: false }),
  }));

  it('tells scores, alerts and calibration', async () => {
    const text = await run('backtest', await fileOf(rows), '--from', '2024-04');
    expect(text).toMatch(/^2024-04 to 2024-06: 3 forecasts; left out 0 without an index, 0 without earlier months\.\n/);
    expect(text).toContain('Alerts of SIAGA or above: 1, followed by an incident 1 times; incidents 1.');
    expect(text).toContain('Precision 1.000, recall 1.000, lead time 1.000 months.');
    expect(text).toMatch(/forecast +number +said +happened/);
  });

  it('says so when there is nothing to score', async () => {
    const report = JSON.parse(await run('backtest', await fileOf([row]), '--json'));
    expect(report).toMatchObject({ months: null, forecasts: 0, brier: { index: null } });
    expect(await run('backtest', await fileOf([row]))).toMatch(/^No month could be scored; .*1 without earlier months/);
  });

  it.each([
    [{ ...row, index: 11 }, 'area 31.75.03, 2024-05: index is 11 and must be a number from 0 to 10, or null'],
    [{ ...row, level: 'RED' }, 'level is "RED" and must be NORMAL, WASPADA, SIAGA, AWAS or null'],
    [{ ...row, incident: 1 }, 'incident is 1 and must be true or false'],
    [{ ...row, code: '3172' }, 'code is refused: "3172" looks like a BPS code'],
    [{ ...row, period: 'May' }, 'period is "May" and must be a month'],
    [null, 'area number 2: it is null and must be an object'],
  ])('says where %j is wrong and what to do', async (wrong, told) => {
    await expect(run('backtest', await fileOf([{ ...row, code: '31.75.01' }, wrong]))).rejects.toThrow(told);
  });

  it('refuses an area and month given twice, and a file of no areas', async () => {
    await expect(run('backtest', await fileOf([row, row]))).rejects.toThrow('it is given more than once; keep one');
    await expect(run('backtest', await fileOf([]))).rejects.toThrow('must name at least one area and month');
    await expect(run('backtest', await fileOf(undefined))).rejects.toThrow('must be a list of areas and months');
  });
});

describe('the process', () => {
  afterAll(endAll);

  it.each([
    [0, ['risk', 'assess', goldenPath, '--json', '--method', 'asri-2']],
    [2, ['risk', 'robustness', '/none/at/all']],
    [64, ['risk', 'robustness', goldenPath, '--draws', '99']],
    [64, ['risk', 'robustness', goldenPath, '--threads', '0']],
    [64, ['risk', 'explain', '31.75.03', '2024-13', '--file', goldenPath]],
    [64, ['risk', 'explain', '31.75.03']],
    [2, ['risk', 'explain', '31.75.03', '2024-10']],
    [64, ['risk', 'explain', '31.75.03', '2024-10', '--file', goldenPath, '--lang', 'nl']],
    [64, ['risk', 'backtest', goldenPath, '--from', '2024']],
    [64, ['risk', 'assess', goldenPath, '--method', 'asri-0']],
  ])('exits with %i: simpul %j', async (code, args) => {
    const { ended } = simpul(args, { GATEWAY_URL: 'http://127.0.0.1:9/graphql' });
    expect(await ended).toBe(code);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { backtestText } from '../../cli/risk/backtest-command';
import { signIn } from '../../cli/sign-in';
import { projectRoot } from '../../common/project-root';
import { type AskedBacktest, backtestRows, explainFromGraph } from '../../subgraphs/risk/main';
import { backtest } from '../../subgraphs/stability/method/backtest/backtest';
import { asri1 } from '../../subgraphs/stability/method/method-version';
import { type RunningGraph, runningGraph } from '../support/running-graph';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await runningGraph({ assessed: true });
}, 120_000);
afterAll(() => graph.stop());

const by = (persona: string) => ({
  url: graph.gateway.url,
  token: async () => (await signIn(graph.gateway.url, persona)).token,
  signal: new AbortController().signal,
});

describe('an explanation asked of the gateway', () => {
  it('says in words what the graph tells, in English or Indonesian', async () => {
    const asked = { ...by('analyst'), code: '31.75.03', month: '2024-10' };
    const { lines, readout } = await explainFromGraph({ ...asked, language: 'en' });
    expect(lines[0]).toBe(
      'Jatinegara (31.75.03), October 2024: the stability-risk index is 5.2 of 10, level SIAGA (alert).',
    );
    expect(lines.join('\n')).toMatch(/Since September 2024 .*: /);
    expect(readout).toMatchObject({ index: 5.2, trend: expect.any(String) });
    const indonesian = await explainFromGraph({ ...asked, language: 'id' });
    expect(indonesian.lines[0]).toMatch(/^Jatinegara \(31\.75\.03\), Oktober 2024: indeks risiko stabilitas 5,2/);
    expect(indonesian.lines).toHaveLength(lines.length);
  });

  it('names shares of few persons by their dimension only', async () => {
    const { readout } = await explainFromGraph({
      ...by('analyst'),
      code: '31.75.03',
      month: '2024-10',
      language: 'en',
    });
    const ofV = readout.contributions.filter(({ dimension }) => dimension === 'V');
    expect(ofV).toEqual([{ dimension: 'V', indicator: null, value: expect.any(Number) }]);
  });

  it('is refused clearly where there is none', async () => {
    const of = (code: string, month: string, persona = 'analyst') =>
      explainFromGraph({ ...by(persona), code, month, language: 'en' });
    await expect(of('31', '2024-10')).rejects.toThrow('31 is not assessed: units of the index are cities');
    await expect(of('99.99', '2024-10')).rejects.toThrow('There is no area with the code "99.99"');
    await expect(of('31.75.03', '2020-01')).rejects.toThrow('the last 14 months');
    await expect(of('31.75.03', '2024-10', 'auditor')).rejects.toThrow('stability:read');
  });
});

describe('a back-test asked of the gateway', () => {
  const asked = (level: AskedBacktest['level'], persona = 'analyst') =>
    backtestRows({ ...by(persona), within: '31.75', level, method: asri1 });

  it('takes the stored months whose following 30 days are over, and the incidents in them', async () => {
    const rows = await asked('DISTRICT');
    expect([...new Set(rows.map(({ period }) => period))].sort()).toHaveLength(13);
    expect(rows).toHaveLength(130);
    const { data } = await graph.ask(
      '{ area(code: "31.75.03") { incidents(filter: { severityFrom: S3, from: "2024-10", to: "2024-10" }, first: 100) { nodes { occurredOn } } } }',
      {},
      { as: 'analyst' },
    );
    const days = data.area.incidents.nodes.map(({ occurredOn }: { occurredOn: string }) => occurredOn);
    const september = rows.find(({ code, period }) => code === '31.75.03' && period === '2024-09');
    expect(september?.incident).toBe(days.some((day: string) => day <= '2024-10-30'));
  });

  it('is denied to who may not see incidents', async () => {
    await expect(asked('DISTRICT', 'dashboard')).rejects.toThrow('security:read');
  });

  // UPDATE_DOCS=1 writes them.
  it('of the demonstration gives the figures that docs/risk.md tells', async () => {
    const file = join(projectRoot, 'docs', 'risk.md');
    const reports = [];
    for (const level of ['DISTRICT', 'VILLAGE'] as const) {
      const text = backtestText(backtest(await asked(level), { method: asri1 })).trimEnd();
      reports.push(`\`simpul risk backtest --within 31.75 --level ${level}\`:\n\n\`\`\`\n${text}\n\`\`\``);
    }
    const section = /<!-- backtest: begin -->[\s\S]*<!-- backtest: end -->/;
    const written = `<!-- backtest: begin -->\n\n${reports.join('\n\n')}\n\n<!-- backtest: end -->`;
    const docs = readFileSync(file, 'utf8');
    if (process.env.UPDATE_DOCS)
      writeFileSync(
        file,
        docs.replace(section, () => written),
      );
    expect(section.exec(readFileSync(file, 'utf8'))?.[0]).toBe(written);
  });
});

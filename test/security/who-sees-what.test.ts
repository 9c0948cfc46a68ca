import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { type Answer, type RunningGraph, runningGraph } from '../support/running-graph';

const file = join(projectRoot, 'docs', 'who-sees-what.md');

/** Who asks: a persona of the demonstration, and the purpose told. */
const askers: readonly { readonly name: string; readonly as?: string; readonly purpose?: string }[] = [
  { name: 'nobody' },
  { name: 'dashboard', as: 'dashboard' },
  { name: 'analyst', as: 'analyst' },
  { name: 'immigration officer', as: 'immigration-officer', purpose: 'permit-renewal' },
  { name: 'the same, without a purpose', as: 'immigration-officer' },
  { name: 'UNHCR officer', as: 'unhcr-officer', purpose: 'protection-assistance' },
  { name: 'Kesbangpol officer', as: 'kesbangpol-officer', purpose: 'incident-response' },
  { name: 'auditor', as: 'auditor', purpose: 'audit' },
];

const operations: readonly { readonly name: string; readonly query: string }[] = [
  { name: 'areas and residents', query: '{ areas(within: "31.75") { nodes { name population } } }' },
  { name: 'stability ranking', query: '{ stabilityRanking(within: "31.75") { entries { rank area { name } } } }' },
  {
    name: 'signals of three agencies',
    query: `{ area(code: "31.75.03") { permitSignals(months: 1) { month }
      protectionSignals(months: 1) { month } securitySignals(months: 1) { month } } }`,
  },
  { name: 'index of a district', query: '{ area(code: "31.75.03") { stability { index level } } }' },
  { name: 'joint activities', query: '{ area(code: "31.75") { jointActivities(first: 2) { nodes { title } } } }' },
  { name: 'alerts of a district', query: '{ alerts(area: "31.75.03", first: 2) { nodes { level state } } }' },
  {
    name: 'to take up an alert that is not there',
    query: 'mutation ($alert: ID!) { acknowledgeAlert(id: $alert, note: "Seen") { state } }',
  },
  { name: 'incidents', query: '{ area(code: "31.75.03") { incidents(first: 2) { nodes { id severity } } } }' },
  { name: 'lodgings', query: '{ area(code: "31.75.03") { lodgings(first: 2) { nodes { id kind } } } }' },
  {
    name: 'stay permits of a district',
    query: '{ area(code: "31.75.03") { stayPermits(first: 2) { nodes { id } } } }',
  },
  {
    name: 'one permit and its holder',
    query: 'query ($permit: ID!) { stayPermit(id: $permit) { status holder { name } } }',
  },
  {
    name: 'a registration case',
    query: 'query ($case: ID!) { registrationCase(id: $case) { persons { status } } }',
  },
  { name: 'who looked at persons', query: '{ accessLog(first: 5) { nodes { viewer purpose } } }' },
  { name: 'the type of a permit, by introspection', query: '{ __type(name: "StayPermit") { name } }' },
];

let graph: RunningGraph;
beforeAll(async () => {
  graph = await runningGraph({ assessed: true });
}, 60_000);
afterAll(() => graph.stop());

/** What an answer gives, in a few words: how many values, or why there are none. */
function told({ data, errors }: Answer): string {
  const denied = (errors ?? []).filter(({ extensions }) => extensions.code === 'UNAUTHORIZED_FIELD_OR_TYPE');
  const others = (errors ?? []).filter((error) => !denied.includes(error));
  if (others.length > 0) return `error ${String(others[0]?.extensions.code)}`;
  const values = leaves(data);
  const [reason = ''] = denied.map(({ message }) => message.replace('Unauthorized field or type: ', ''));
  if (denied.length > 0) return values > 0 ? `${values} values; ${reason}` : `no: ${reason}`;
  return values > 0 ? `yes` : 'nothing';
}

function leaves(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value !== 'object') return 1;
  return Object.values(value).reduce<number>((sum, inner) => sum + leaves(inner), 0);
}

describe('who sees what', () => {
  it('is what docs/who-sees-what.md shows (UPDATE_DOCS=1 writes it anew)', async () => {
    const officer = { as: 'immigration-officer', purpose: 'permit-renewal' };
    const { data } = await graph.ask(
      '{ area(code: "31.75.03") { stayPermits(first: 1) { nodes { id } } } }',
      {},
      officer,
    );
    const variables = { permit: data.area.stayPermits.nodes[0].id, case: 'CASE-40001', alert: '31.75@2001-01-SIAGA' };
    const rows: string[] = [];
    for (const { name, query } of operations) {
      const cells: string[] = [];
      for (const { as, purpose } of askers) {
        const used = Object.fromEntries(Object.entries(variables).filter(([key]) => query.includes(`$${key}`)));
        cells.push(told(await graph.ask(query, used, { ...(as && { as }), ...(purpose && { purpose }) })));
      }
      rows.push(`| ${[name, ...cells].join(' | ')} |`);
    }
    const expected = page(rows);
    if (process.env.UPDATE_DOCS) writeFileSync(file, expected);
    expect(readFileSync(file, 'utf8')).toBe(expected);
  }, 60_000);
});

function page(rows: readonly string[]): string {
  const names = askers.map(({ name }) => name);
  const shown = operations.map(({ name, query }) => `- ${name}: \`${query.replaceAll(/\s+/g, ' ')}\``);
  return `# Who sees what

Fourteen operations, asked by everybody that the demonstration knows. \`yes\` is an answer without a gap; \`no\` is null with \`UNAUTHORIZED_FIELD_OR_TYPE\` and the path, and no subgraph is asked; the words are those of the error. \`nothing\` is null without an error: what is not there and what is not shown are the same. \`error\` and its code is the answer to who may ask.

This table is written by a test, \`test/security/who-sees-what.test.ts\`.

| operation | ${names.join(' | ')} |
| --- |${names.map(() => ' --- |').join('')}
${rows.join('\n')}

## The operations

${shown.join('\n')}
`;
}

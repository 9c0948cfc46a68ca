import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { Kind, parse } from 'graphql';

import { readSettings } from '../../common/settings';
import { supergraphFile } from '../../common/supergraph-file';
import { gatewaySettings } from '../../gateway/config';
import { compileCost } from '../../gateway/cost/compile-cost';
import { buildApiSchema } from '../../gateway/plan/build-api-schema';
import { createPlannerCore } from '../../gateway/plan/planner-core';
import { assess } from '../../subgraphs/stability/assessor';

const { maxCost, costListSize } = readSettings(gatewaySettings, {});

async function costOf(query: string, variables = {}): Promise<number> {
  const { tables } = createPlannerCore(readFileSync(supergraphFile, 'utf8'));
  const [operation] = parse(query).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('No operation.');
  const schema = await buildApiSchema(tables.apiDefinitions);
  return compileCost(operation, { schema, costs: tables.costs, listSize: costListSize })(variables);
}

/** What the assessor asks for all districts and so many months. */
async function assessorsQuestion(months: number): Promise<{ query: string; variables: object }> {
  let asked: { query: string; variables: object } | undefined;
  const gateway = {
    ask: (query: string, variables: object) => {
      asked ??= { query, variables };
      return Promise.resolve({ data: {}, denied: [] });
    },
  };
  const names = Array.from({ length: months }, (_, index) => `2024-${String(index + 1).padStart(2, '0')}`);
  await expect(
    assess({
      gateway,
      models: {} as never,
      within: null,
      settledBefore: '2025-01',
      levels: [{ level: 'DISTRICT', within: null, areas: 7_277, months: names }],
    }),
  ).rejects.toThrow();
  if (asked === undefined) throw new Error('Nothing was asked.');
  return asked;
}

describe('what an operation may cost', () => {
  const live = (first: number): string =>
    `{ areas(level: DISTRICT, first: ${first}) { nodes { code stability { index } } } }`;

  it('is too little for the live index of all districts, which no subgraph answers in time, and enough for pages', async () => {
    expect(await costOf(live(8_000))).toBeGreaterThan(maxCost);
    expect(await costOf(live(2_000))).toBeLessThan(maxCost);
  });

  it('is enough for the ranking of all districts by their stored assessments', async () => {
    const ranking =
      '{ stabilityRanking(level: DISTRICT, first: 8000) { entries { rank area { code } assessment { index } } } }';
    expect(await costOf(ranking)).toBeLessThan(maxCost);
  });

  it.each([1, 12])('is enough for what the assessor asks at once, of %i months', async (months) => {
    const { query, variables } = await assessorsQuestion(months);
    expect(await costOf(query, variables)).toBeLessThan(maxCost);
  });
});

import { describe, expect, it } from '@jest/globals';

import { checkRecords } from '../../../subgraphs/quality/check-records';
import { agencyDatabases, definitionOf, type Open } from './database';
import { planted } from './planted';

const { databaseWith } = agencyDatabases();
type Agency = keyof typeof planted;
const agencies = Object.keys(planted) as Agency[];

/** What the rules of an agency name: numbers by collection and rule, in order. */
async function foundIn(agency: Agency, { connection, areas, today }: Open, within: string | null = null) {
  const { quality } = definitionOf(agency);
  const found: Record<string, string[]> = {};
  for (const collection of new Set(quality.map((rule) => rule.collection))) {
    await checkRecords({
      connection,
      collection,
      within,
      help: { areas, today: today() },
      rules: quality.filter((rule) => rule.collection === collection),
      tell: ({ id }, example) => (found[`${collection} ${id}`] ??= []).push(example),
      progress: () => undefined,
    });
  }
  for (const numbers of Object.values(found)) numbers.sort();
  return found;
}

const expectedOf = (agency: Agency): Record<string, string[]> =>
  Object.fromEntries(
    Object.entries(planted[agency].faulty).flatMap(([collection, rules]) =>
      Object.entries(rules).map(([id, rows]) => [`${collection} ${id}`, rows.map(({ _id }) => _id).sort()]),
    ),
  );

function allOf(agency: Agency): Record<string, object[]> {
  const { sound, faulty } = planted[agency];
  const collections = new Set([...Object.keys(sound), ...Object.keys(faulty)]);
  return Object.fromEntries(
    [...collections].map((name) => [name, [...(sound[name] ?? []), ...Object.values(faulty[name] ?? {}).flat()]]),
  );
}

describe('the rules of', () => {
  it.each(agencies)('%s find each fault that was planted, and nothing else', async (agency) => {
    const { open } = await databaseWith(agency, allOf(agency));
    expect(await foundIn(agency, open)).toEqual(expectedOf(agency));
  });

  it.each(agencies)('%s find nothing in records that are as they should be', async (agency) => {
    const { open } = await databaseWith(agency, planted[agency].sound);
    expect(await foundIn(agency, open)).toEqual({});
  });

  it.each(agencies)('%s have a planted fault each', (agency) => {
    const rules = definitionOf(agency).quality.map(({ collection, id }) => `${collection} ${id}`);
    expect(Object.keys(expectedOf(agency)).sort()).toEqual([...new Set(rules)].sort());
  });
});

describe('a check within an area', () => {
  it('finds the faults of that area only', async () => {
    const { open } = await databaseWith('permits', allOf('permits'));
    expect(await foundIn('permits', open, '31.74')).toEqual({});
    const found = await foundIn('permits', open, '31.75.03');
    expect(found['stay_permits permits-overlap']).toEqual(['OVERLAP-2']);
    expect(found['lodgings lodging-in-future']).toEqual(['FUTURE-1', 'FUTURE-2']);
  });
});

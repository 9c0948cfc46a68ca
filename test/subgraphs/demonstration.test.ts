import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';

import { subgraphDefinitions } from '../../subgraphs/all-subgraphs';
import { demonstrationDay, tellStory } from '../../subgraphs/seed';

const told = subgraphDefinitions.map((definition) => ({
  definition,
  records: definition.demonstration(tellStory(1, demonstrationDay)),
}));

describe('the demonstration', () => {
  it.each(told)('of $definition.name fits its models, field by field', async ({ definition, records }) => {
    const connection = mongoose.createConnection();
    // Known otherwise once it is opened.
    Object.assign(connection, { name: `test_${definition.name}` });
    definition.createModels(connection);
    const models = Object.values(connection.models);
    const faults: string[] = [];
    for (const [collection, rows] of Object.entries(records)) {
      const model = models.find((candidate) => candidate.collection.name === collection);
      expect(model).toBeDefined();
      for (const row of rows.slice(0, 300)) {
        if (model === undefined) continue;
        const document = new model(row);
        await document.validate().catch((fault: Error) => faults.push(`${collection}: ${fault.message}`));
        // Written as it is, the row must hold every field that the model demands and no other.
        expect(Object.keys(row).sort()).toEqual(Object.keys(document.toObject()).sort());
      }
    }
    expect(faults).toEqual([]);
  });

  it('is the same for the same seed and another for another', () => {
    const once = JSON.stringify(told.map(({ records }) => records));
    const again = JSON.stringify(subgraphDefinitions.map((each) => each.demonstration(tellStory(1, demonstrationDay))));
    const other = JSON.stringify(subgraphDefinitions.map((each) => each.demonstration(tellStory(2, demonstrationDay))));
    expect(again).toBe(once);
    expect(other).not.toBe(once);
  });

  it('holds nothing that the risk method must never read: no nationality, origin, religion, ethnicity or sex', () => {
    const keys = new Set<string>();
    JSON.stringify(
      told.map(({ records }) => records),
      (key, value: unknown) => {
        keys.add(key.toLowerCase());
        return value;
      },
    );
    expect([...keys].filter((key) => /nationalit|origin|religion|ethnic|^sex$|gender/.test(key))).toEqual([]);
  });

  it('marks every name of a person as invented', () => {
    const holders = told.find(({ definition }) => definition.name === 'permits')?.records.permit_holders ?? [];
    expect(holders.length).toBe(7_981);
    expect(holders.every((holder) => (holder as { name: string }).name.endsWith('(demo)'))).toBe(true);
  });
});

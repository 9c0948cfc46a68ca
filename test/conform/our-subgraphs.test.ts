import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { identityText, nobody } from '../../common/identity';
import { checkConformance } from '../../conform/main';
import { type RunningStore, startStore } from '../../store/main';
import { subgraphDefinitions } from '../../subgraphs/all-subgraphs';
import { seedDemonstration } from '../../subgraphs/seed';
import { testKeys } from '../support/ask-subgraph';
import { countedSubgraph } from '../support/counted-subgraph';

let store: RunningStore | undefined;
let address: { mongodbUri: string; embedded: boolean; databasePrefix: string };
beforeAll(async () => {
  if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  const uri = new URL(store?.uri ?? process.env.MONGODB_URI ?? '');
  uri.searchParams.set('monitorCommands', 'true');
  const databasePrefix = `conform_${randomUUID().slice(0, 8)}`;
  address = { mongodbUri: uri.toString(), embedded: store !== undefined, databasePrefix };
  await seedDemonstration({ address, seed: 1 });
}, 60_000);
afterAll(async () => {
  await store?.stop();
});

const officer = identityText({ ...nobody, scopes: ['stability:read', 'permit:read', 'security:read'] });

describe.each(subgraphDefinitions)('$name', (definition) => {
  it('conforms, but for what needs its process or keys of persons', async () => {
    const subgraph = await countedSubgraph(definition, address);
    try {
      const [key = null] = testKeys;
      const report = await checkConformance({ url: subgraph.url, name: definition.name, key, identity: officer });
      expect(report.results.filter(({ result }) => result === 'fail')).toEqual([]);
      const batched = report.results.find(
        ({ check, about }) => check === 'entities-batched' && about === 'Area by code',
      );
      expect(batched).toMatchObject({
        result: 'pass',
        note: expect.stringMatching(/^by simpul-database-commands: \d+ for one key, \d+ for (38|42)$/),
      });
      const open = report.results.flatMap((found) =>
        found.result === 'not applicable' ? [`${found.check} ${found.about ?? ''}`.trim()] : [],
      );
      expect(open.filter((name) => !name.startsWith('entities-'))).toEqual(['traceparent-continued', 'drains']);
      expect(open.filter((name) => name.endsWith('Area by code'))).toEqual([]);
    } finally {
      await subgraph.stop();
    }
  });
});

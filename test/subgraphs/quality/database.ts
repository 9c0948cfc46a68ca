import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll } from '@jest/globals';

import type { SubgraphName } from '../../../common/subgraph-names';
import { type RunningStore, startStore } from '../../../store/main';
import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import type { SubgraphDefinition } from '../../../subgraphs/shared/subgraph-definition';
import { today } from './planted';

export type Open = OpenSubgraph<unknown>;
type Documents = Readonly<Record<string, readonly object[]>>;

export function definitionOf(name: SubgraphName): SubgraphDefinition {
  const definition = subgraphDefinitions.find((candidate) => candidate.name === name);
  if (definition === undefined) throw new Error(`no subgraph ${name}`);
  return definition;
}

/** Databases of the agencies with given records, which go when the tests of the file are over. */
export function agencyDatabases() {
  let store: RunningStore | undefined;
  const opened: Open[] = [];
  beforeAll(async () => {
    if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  });
  afterAll(async () => {
    for (const { connection } of opened) {
      await connection.dropDatabase();
      await connection.close();
    }
    await store?.stop();
  });
  /** A new database of the agency that holds these documents and takes a fixed day for today. */
  const databaseWith = async (
    name: SubgraphName,
    documents: Documents,
  ): Promise<{ open: Open; address: DatabaseAddress }> => {
    const address: DatabaseAddress = {
      mongodbUri: store?.uri ?? process.env.MONGODB_URI ?? '',
      embedded: store !== undefined,
      databasePrefix: `quality_${randomUUID().slice(0, 8)}`,
    };
    const open = await openSubgraph(definitionOf(name), address);
    opened.push(open);
    await open.demonstration.write(today, 1);
    await open.clock.refresh();
    for (const [collection, rows] of Object.entries(documents)) {
      if (rows.length > 0) await open.connection.collection(collection).insertMany([...rows]);
    }
    return { open, address };
  };
  return { databaseWith };
}

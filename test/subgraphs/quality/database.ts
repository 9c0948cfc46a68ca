import type { SubgraphName } from '../../../common/subgraph-names';
import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import type { DatabaseAddress } from '../../../subgraphs/shared/connect-mongo';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import type { SubgraphDefinition } from '../../../subgraphs/shared/subgraph-definition';
import { testDatabases } from '../../support/test-databases';
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
  const { newAddress, dropAtEnd } = testDatabases('quality');
  /** A new database of the agency that holds these documents and takes a fixed day for today. */
  const databaseWith = async (
    name: SubgraphName,
    documents: Documents,
  ): Promise<{ open: Open; address: DatabaseAddress }> => {
    const address = newAddress();
    const open = await openSubgraph(definitionOf(name), address);
    dropAtEnd(open.connection);
    await open.demonstration.write(today, 1);
    await open.clock.refresh();
    for (const [collection, rows] of Object.entries(documents)) {
      if (rows.length > 0) await open.connection.collection(collection).insertMany([...rows]);
    }
    return { open, address };
  };
  return { databaseWith };
}

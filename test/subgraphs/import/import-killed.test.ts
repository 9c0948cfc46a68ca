import { beforeAll, describe, expect, it } from '@jest/globals';

import { importFile } from '../../../subgraphs/import/import-file';
import { built, runNode } from './built-program';
import { databaseServer, rebuiltSignalsIn, recordsIn, signalsIn } from './database';
import { definitionOf, temporaryFolder } from './support';

const { newAddress, openPermits } = databaseServer();
const { write } = temporaryFolder();

const rowsFor = (districts: readonly number[]): string =>
  Array.from(
    { length: 60 },
    (_, index) =>
      `APOA-${index},HOTEL,31.75.0${districts[index % districts.length] ?? 1}.1001,2024-01-02,,2024-03-04;2024-09-${10 + (index % 20)}\n`,
  ).join('');
const header = 'lodging_number,kind,area_code,registered_on,closed_on,report_days\n';
const lodgings = definitionOf('lodgings');
const batchSize = 20;

/** An import in a process of its own, which kills itself with SIGKILL at one of its database commands. */
const importThatDies = `
  const { importFile } = require(${JSON.stringify(built('subgraphs/import/import-file.js'))});
  const { permits } = require(${JSON.stringify(built('subgraphs/permits/index.js'))});
  const { openSubgraph } = require(${JSON.stringify(built('subgraphs/shared/open-subgraph.js'))});
  const [mongodbUri, databasePrefix, file, moment, at] = process.argv.slice(1);
  const definition = permits.imports.find(({ kind }) => kind === 'lodgings');
  openSubgraph(permits, { mongodbUri, embedded: true, databasePrefix }).then((open) => {
    let commands = 0;
    open.connection.getClient().on(moment, () => ++commands === Number(at) && process.kill(process.pid, 'SIGKILL'));
    return importFile({ definition, open, file, batchSize: ${batchSize} });
  });
`;

function monitored(uri: string): string {
  if (uri.includes('?')) return `${uri}&monitorCommands=true`;
  return `${/\/\/[^/]+$/.test(uri) ? `${uri}/` : uri}?monitorCommands=true`;
}

let older: string;
let newer: string;
let undisturbed: { records: unknown; signals: unknown };
beforeAll(async () => {
  older = write(header + rowsFor([1, 2, 3]));
  // Two of three records move to another area.
  newer = write(header + rowsFor([1, 4, 5]));
  const open = await openPermits();
  for (const file of [older, newer]) await importFile({ definition: lodgings, open, file, batchSize });
  undisturbed = { records: await recordsIn(open), signals: await signalsIn(open) };
});

// For each of three batches an import reads, marks and writes; then, level by level, it computes the signals.
const moments = [
  ['commandStarted', 2],
  ['commandStarted', 3],
  ['commandStarted', 6],
  ['commandStarted', 17],
  ['commandStarted', 33],
  ['commandSucceeded', 3],
  ['commandSucceeded', 4],
  ['commandSucceeded', 9],
  ['commandSucceeded', 23],
] as const;

describe('an import that is killed', () => {
  it.each(moments)(
    'at %s of its database command %i and run again ends where an undisturbed one ends',
    async (moment, at) => {
      const address = newAddress();
      const open = await openPermits(address);
      await importFile({ definition: lodgings, open, file: older, batchSize });

      const uri = monitored(address.mongodbUri);
      const args = ['-e', importThatDies, '--', uri, address.databasePrefix, newer, moment, String(at)];
      expect(await runNode(args)).toMatchObject({ signal: 'SIGKILL', stderr: '' });

      const report = await importFile({ definition: lodgings, open, file: newer, batchSize });
      expect(report).toMatchObject({ rowsRead: 60, new: 0, rejected: 0 });
      expect({ records: await recordsIn(open), signals: await signalsIn(open) }).toEqual(undisturbed);
      // What the killed one left behind is finished later, and changes nothing.
      await open.rollups.repair(Date.now() + 3_600_000);
      expect(await signalsIn(open)).toEqual(undisturbed.signals);
      expect(await rebuiltSignalsIn(open)).toEqual(undisturbed.signals);
    },
    60_000,
  );
});

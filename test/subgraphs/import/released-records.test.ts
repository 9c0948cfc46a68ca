import { afterEach, describe, expect, it, jest } from '@jest/globals';
import mongoose from 'mongoose';

import { deleteBatch } from '../../../subgraphs/import/delete-batch';
import { importFile } from '../../../subgraphs/import/import-file';
import { upsertBatch } from '../../../subgraphs/import/upsert-batch';
import { refugees } from '../../../subgraphs/refugees';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { removeReleased } from '../../../subgraphs/shared/released-records';
import { testDatabases } from '../../support/test-databases';
import { databaseServer, type OpenPermits } from './database';
import { definitionOf, temporaryFolder } from './support';

const { openPermits } = databaseServer();
const { newAddress, dropAtEnd } = testDatabases('released');
const { write } = temporaryFolder();
afterEach(() => {
  jest.restoreAllMocks();
});

const header =
  'permit_number,kind,index_regime,index,valid_from,area_code,holder_number,holder_name,sponsor_number,sponsor_name,sponsor_kind,deleted\n';
const permit = (number: number, holder: string, sponsor = ''): string =>
  `P-${number},LIMITED,FROM_2024,C312,2024-01-02,31.75.03.1001,${holder},Name of ${holder},${sponsor && `${sponsor},Name of ${sponsor},EMPLOYER`}${sponsor ? '' : ',,'},\n`;
const gone = (number: number): string => `P-${number},,,,,,,,,,,yes\n`;

async function importOf(open: OpenPermits, ...rows: string[]) {
  const file = write(header + rows.join(''));
  const report = await importFile({ definition: definitionOf('permits'), open, file, rejectFile: null });
  expect(report.firstRejected).toEqual([]);
  return report;
}

const numbersIn = async ({ connection }: OpenSubgraph<unknown>, collection: string): Promise<unknown[]> =>
  (await connection.collection(collection).find({}).sort({ _id: 1 }).toArray()).map(({ _id }) => _id);

/** The upkeep of a subgraph two minutes from now. */
const upkeep = (open: OpenSubgraph<unknown>): Promise<number> => removeReleased(open.connection, Date.now() + 120_000);

const left = async (open: OpenPermits) => ({
  holders: await numbersIn(open, 'permit_holders'),
  sponsors: await numbersIn(open, 'sponsors'),
});

describe('M14: names that no permit refers to', () => {
  it('go with the last permit that does, and not before', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1', 'S-1'), permit(2, 'H-1'), permit(3, 'H-2', 'S-1'));
    await importOf(open, gone(1));
    await upkeep(open);
    expect(await left(open)).toEqual({ holders: ['H-1', 'H-2'], sponsors: ['S-1'] });
    await importOf(open, gone(2), gone(3));
    await upkeep(open);
    expect(await left(open)).toEqual({ holders: [], sponsors: [] });
  });

  it('go with a file that names deleted permits and nothing else', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'), permit(2, 'H-2'));
    const file = write('permit_number,dihapus\nP-1,ya\n');
    const report = await importFile({ definition: definitionOf('permits'), open, file, rejectFile: null });
    expect(report).toMatchObject({ removed: 1, rejected: 0 });
    await upkeep(open);
    expect(await left(open)).toMatchObject({ holders: ['H-2'] });
  });

  it('go when the permit is given to another holder and to no sponsor', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1', 'S-1'));
    await importOf(open, permit(1, 'H-2'));
    await upkeep(open);
    expect(await left(open)).toEqual({ holders: ['H-2'], sponsors: [] });
  });

  it('go with the next import where no subgraph runs', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'), permit(2, 'H-2'));
    await importOf(open, gone(1));
    await open.connection
      .collection('permit_holders')
      .updateMany({ releasedAt: { $exists: true } }, { $set: { releasedAt: new Date(Date.now() - 120_000) } });
    await importOf(open, permit(2, 'H-2'));
    expect(await left(open)).toMatchObject({ holders: ['H-2'] });
  });

  it('stay for a minute, in which another import may refer to them', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'));
    await importOf(open, gone(1));
    expect(await removeReleased(open.connection)).toBe(0);
    expect(await left(open)).toMatchObject({ holders: ['H-1'] });
  });

  it('are as before in the report of a row that is as before', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'), permit(2, 'H-1'));
    await importOf(open, gone(2));
    expect(await importOf(open, permit(1, 'H-1'))).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
  });
});

describe('M14: a holder is there for every permit', () => {
  const recordOf = (number: number, holder: string) => {
    const [row = ''] = permit(number, holder).split('\n');
    const names = header.trim().split(',');
    const values = Object.fromEntries(row.split(',').map((value, at) => [names[at] ?? '', value]));
    return (open: OpenPermits) => {
      const parsed = definitionOf('permits').parse(values, { areas: open.areas, today: open.today() });
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
      return [{ line: 1, documents: parsed.documents }];
    };
  };
  const nothing = (): Promise<void> => Promise.resolve();
  const remove = (open: OpenPermits, number: number) =>
    deleteBatch(open.connection, 'stay_permits', [`P-${number}`], nothing);

  it('that comes while the last other one is taken out', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'));
    await upsertBatch(open.connection, recordOf(2, 'H-1')(open), async () => {
      await remove(open, 1);
    });
    await upkeep(open);
    expect(await left(open)).toMatchObject({ holders: ['H-1'] });
  });

  it('that comes while the name is taken out', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'));
    await remove(open, 1);
    await upsertBatch(open.connection, recordOf(2, 'H-1')(open), async () => {
      expect(await upkeep(open)).toBe(1);
    });
    await upkeep(open);
    expect(await left(open)).toMatchObject({ holders: ['H-1'] });
  });

  it('that another import gave to another holder just before it is taken out', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'));
    let others = 1;
    await deleteBatch(open.connection, 'stay_permits', ['P-1'], async () => {
      if ((others -= 1) === 0) await importOf(open, permit(1, 'H-2'));
    });
    await upkeep(open);
    expect({ permits: await numbersIn(open, 'stay_permits'), ...(await left(open)) }).toEqual({
      permits: [],
      holders: [],
      sponsors: [],
    });
  });

  it('that was read long before it is written, as by a process that was halted', async () => {
    const open = await openPermits();
    await importOf(open, permit(1, 'H-1'));
    const { now } = Date;
    let isFirst = true;
    await upsertBatch(open.connection, recordOf(2, 'H-1')(open), async () => {
      if (!isFirst) return;
      isFirst = false;
      await remove(open, 1);
      expect(await upkeep(open)).toBe(1);
      jest.spyOn(Date, 'now').mockImplementation(() => now() + 120_000);
    });
    expect(await left(open)).toMatchObject({ holders: ['H-1'] });
  });
});

describe('M14: an import that is killed after any of its writes', () => {
  /** Lets so many writes through, and none after. */
  function killAfter(writes: number): void {
    let made = 0;
    for (const method of ['bulkWrite', 'updateMany'] as const) {
      const { prototype } = mongoose.mongo.Collection;
      const real = prototype[method] as (...args: unknown[]) => Promise<unknown>;
      jest.spyOn(prototype, method).mockImplementation(function (this: unknown, ...args: unknown[]) {
        made += 1;
        return made > writes ? Promise.reject(new Error('killed')) : real.apply(this, args);
      } as never);
    }
  }

  it('leaves no permit without its holder, and after the upkeep no name without a permit', async () => {
    const open = await openPermits();
    const { connection } = open;
    let ended = false;
    for (let writes = 0; !ended; writes += 1) {
      for (const collection of ['stay_permits', 'permit_holders', 'sponsors'])
        await connection.collection(collection).deleteMany({});
      await importOf(open, permit(1, 'H-1', 'S-1'), permit(2, 'H-2', 'S-1'), permit(3, 'H-3'));
      killAfter(writes);
      ended = await importOf(open, gone(1), permit(2, 'H-4', 'S-2'), permit(5, 'H-5', 'S-3')).then(
        () => true,
        (error: unknown) => {
          expect(error).toMatchObject({ message: 'killed' });
          return false;
        },
      );
      jest.restoreAllMocks();
      await upkeep(open);
      const permits = await connection.collection('stay_permits').find({}).toArray();
      const named = (field: string) =>
        [...new Set(permits.flatMap((each) => (each[field] as string | null) ?? []))].sort();
      expect({ writes, ...(await left(open)) }).toEqual({
        writes,
        holders: named('holderId'),
        sponsors: named('sponsorId'),
      });
    }
    expect(await left(open)).toEqual({ holders: ['H-3', 'H-4', 'H-5'], sponsors: ['S-2', 'S-3'] });
  });
});

describe('M14: a case', () => {
  it('goes with the last of its persons', async () => {
    const open = await openSubgraph(refugees, newAddress());
    dropAtEnd(open.connection);
    const definition = refugees.imports.find(({ kind }) => kind === 'refugees');
    if (definition === undefined) throw new Error('no refugees');
    const columns =
      'case_number,person_number,status,area_code,registered_on,born_month,shelter_kind,shelter_since,deleted\n';
    const person = (number: number, ofCase: number): string =>
      `C-${ofCase},R-${number},REFUGEE,31.75.03.1001,2024-01-02,1990-01,INDEPENDENT,2024-01-02,\n`;
    const bring = (rows: string) =>
      importFile({ definition, open, file: write(columns + rows), rejectFile: null }).then(({ rejected }) =>
        expect(rejected).toBe(0),
      );
    await bring(person(1, 1) + person(2, 1) + person(3, 2));
    await bring(',R-1,,,,,,,yes\n,R-3,,,,,,,yes\n');
    await upkeep(open);
    expect(await numbersIn(open, 'registration_cases')).toEqual(['C-1']);
    await bring(',R-2,,,,,,,yes\n');
    await upkeep(open);
    expect(await numbersIn(open, 'registration_cases')).toEqual([]);
  });
});

import { describe, expect, it } from '@jest/globals';

import { deleteBatch } from '../../../subgraphs/import/delete-batch';
import { importFile } from '../../../subgraphs/import/import-file';
import { databaseServer, type OpenPermits, rebuiltSignalsIn, recordsIn, signalsIn } from './database';
import { definitionOf, temporaryFolder } from './support';

const { openPermits } = databaseServer();
const { write } = temporaryFolder();
const [first, second] = ['31.75.01.1001', '31.75.02.1001'] as const;

/** An import of lodgings by their area from beginning to end, signals included. */
async function importOf(open: OpenPermits, areas: readonly string[]): Promise<void> {
  const rows = areas.map((area, index) => `APOA-${index},HOTEL,${area},2024-01-02\n`).join('');
  const file = write(`lodging_number,kind,area_code,registered_on\n${rows}`);
  await importFile({ definition: definitionOf('lodgings'), open, file });
}

/** Deletes as an import would, with signals, while another import takes place just before each deletion. */
async function deleteOvertaken(open: OpenPermits, numbers: readonly string[], others: (() => Promise<void>)[] = []) {
  const announced: string[][] = [];
  const removed = await deleteBatch(open.connection, 'lodgings', numbers, async (areas) => {
    announced.push([...areas].sort());
    await open.rollups.announce(areas);
    await others.shift()?.();
  });
  await open.rollups.finish([...new Set(announced.flat())], []);
  return { removed, announced };
}

const numbersIn = async (open: OpenPermits): Promise<unknown[]> =>
  ((await recordsIn(open)).lodgings ?? []).map((record) => (record as { _id: string })._id);

describe('deleting a batch', () => {
  it('takes the records out, and their signals with them', async () => {
    const open = await openPermits();
    await importOf(open, [first, first, second]);
    expect(await deleteOvertaken(open, ['APOA-1', 'APOA-2'])).toEqual({ removed: 2, announced: [[first, second]] });
    expect(await numbersIn(open)).toEqual(['APOA-0']);
    expect(Object.keys(await signalsIn(open))).toEqual(['31', '31.75', '31.75.01', first]);
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('does nothing for numbers that are not there, so that it can be repeated', async () => {
    const open = await openPermits();
    await importOf(open, [first]);
    expect(await deleteOvertaken(open, ['APOA-9'])).toEqual({ removed: 0, announced: [] });
    expect(await numbersIn(open)).toEqual(['APOA-0']);
  });

  it('announces areas before anything of them goes', async () => {
    const open = await openPermits();
    await importOf(open, [first]);
    let seen: unknown[] = [];
    await deleteBatch(open.connection, 'lodgings', ['APOA-0'], async () => {
      seen = await numbersIn(open);
    });
    expect(seen).toEqual(['APOA-0']);
  });

  it('leaves no area behind when another import moves the record meanwhile', async () => {
    const open = await openPermits();
    await importOf(open, [first]);
    const { removed, announced } = await deleteOvertaken(open, ['APOA-0'], [() => importOf(open, [second])]);
    expect({ removed, announced }).toEqual({ removed: 1, announced: [[first], [second]] });
    expect(await signalsIn(open)).toEqual({});
  });

  it('gives up, and says why, when the record keeps moving', async () => {
    const open = await openPermits();
    await importOf(open, [first]);
    const others = Array.from({ length: 30 }, (_, index) => () => importOf(open, [index % 2 === 0 ? second : first]));
    await expect(deleteOvertaken(open, ['APOA-0'], others)).rejects.toThrow(
      /another import keeps moving the same records/,
    );
  });
});

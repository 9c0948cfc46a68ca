import { describe, expect, it } from '@jest/globals';

import { importFile } from '../../../subgraphs/import/import-file';
import { type ImportedRecord, previewBatch, upsertBatch } from '../../../subgraphs/import/upsert-batch';
import type { LodgingRow } from '../../../subgraphs/permits/models/Lodging';
import { areaPath } from '../../../subgraphs/shared/area-code';
import { databaseServer, type OpenPermits, rebuiltSignalsIn, recordsIn, signalsIn } from './database';
import { definitionOf, temporaryFolder } from './support';

const { openPermits } = databaseServer();
const { write } = temporaryFolder();
const [first, second, third] = ['31.75.01.1001', '31.75.02.1001', '31.75.03.1001'] as const;

function lodging(number: number, areaCode: string, more: object = {}): ImportedRecord {
  const document: LodgingRow = {
    _id: `APOA-${number}`,
    areaCode,
    areaPath: [...areaPath(areaCode)],
    kind: 'HOTEL',
    registeredOn: '2024-01-02',
    closedOn: null,
    reportDays: [],
    ...more,
  };
  return { line: number, documents: [{ collection: 'lodgings', document }] };
}

/** An import of one lodging from beginning to end, its signals included. */
async function importOf(open: OpenPermits, number: number, areaCode: string): Promise<void> {
  const text = `lodging_number,kind,area_code,registered_on\nAPOA-${number},HOTEL,${areaCode},2024-01-02\n`;
  await importFile({ definition: definitionOf('lodgings'), open, file: write(text) });
}

/** Brings records in while another import takes place just before each of the first writes. */
async function upsertOvertaken(open: OpenPermits, records: readonly ImportedRecord[], others: (() => Promise<void>)[]) {
  const announced: string[][] = [];
  const counts = await upsertBatch(open.connection, records, async (areas) => {
    announced.push([...areas].sort());
    await open.rollups.announce(areas);
    await others.shift()?.();
  });
  await open.rollups.finish([...new Set(announced.flat())], []);
  return { counts, announced };
}

describe('a batch', () => {
  it('announces the areas that records come to and those they leave, before it writes', async () => {
    const open = await openPermits();
    await importOf(open, 1, first);
    const before = await recordsIn(open);
    let seen: unknown;
    const announced: string[] = [];
    await upsertBatch(open.connection, [lodging(1, second), lodging(2, third)], async (areas) => {
      announced.push(...areas);
      seen = await recordsIn(open);
    });
    expect(announced.sort()).toEqual([first, second, third]);
    expect(seen).toEqual(before);
  });

  it('announces nothing when nothing is written', async () => {
    const open = await openPermits();
    await importOf(open, 1, first);
    const refuse = (): Promise<void> => Promise.reject(new Error('nothing is to be announced'));
    expect(await upsertBatch(open.connection, [lodging(1, first)], refuse)).toEqual({
      new: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  it('leaves no area behind when another import moves the record between its reading and its writing', async () => {
    const open = await openPermits();
    await importOf(open, 1, first);
    const { announced } = await upsertOvertaken(open, [lodging(1, third)], [() => importOf(open, 1, second)]);
    expect(announced).toEqual([
      [first, third],
      [second, third],
    ]);
    expect(Object.keys(await signalsIn(open))).toEqual(['31', '31.75', '31.75.03', third]);
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('leaves no area behind when another import brings the same new record elsewhere', async () => {
    const open = await openPermits();
    const records = [lodging(1, third), lodging(2, third)];
    const { counts } = await upsertOvertaken(open, records, [() => importOf(open, 1, second)]);
    expect(counts).toEqual({ new: 2, changed: 0, unchanged: 0 });
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('gives up, and says why, when it is overtaken again and again', async () => {
    const open = await openPermits();
    const others = Array.from({ length: 30 }, (_, index) => () => importOf(open, 1, index % 2 === 0 ? first : second));
    await expect(upsertOvertaken(open, [lodging(1, third)], others)).rejects.toThrow(
      /another import keeps moving the same records/,
    );
  });

  it('refuses a field that the model does not have', async () => {
    const open = await openPermits();
    const announce = (): Promise<void> => Promise.resolve();
    await expect(upsertBatch(open.connection, [lodging(1, first, { colour: 'red' })], announce)).rejects.toThrow(
      /colour/,
    );
    await expect(upsertBatch(open.connection, [lodging(1, first, { kind: 'TENT' })], announce)).rejects.toThrow(/TENT/);
    expect((await recordsIn(open)).lodgings).toEqual([]);
  });

  it('can be looked at beforehand', async () => {
    const open = await openPermits();
    await importOf(open, 1, first);
    await importOf(open, 2, first);
    const records = [lodging(1, first), lodging(2, second), lodging(3, third)];
    expect(await previewBatch(open.connection, records)).toEqual({ new: 1, changed: 1, unchanged: 1 });
    expect((await recordsIn(open)).lodgings).toHaveLength(2);
  });
});

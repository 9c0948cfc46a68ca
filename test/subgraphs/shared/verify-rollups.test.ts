import { describe, expect, it } from '@jest/globals';

import { permits } from '../../../subgraphs/permits';
import { areaPath } from '../../../subgraphs/shared/area-code';
import type { SignalSeries } from '../../../subgraphs/shared/signal-series';
import { type RollupDifference, verifyRollups } from '../../../subgraphs/shared/verify-rollups';
import { databaseServer, type OpenPermits } from '../import/database';

const { newAddress, openPermits } = databaseServer();
const [village, neighbour] = ['31.75.03.1001', '31.75.03.1002'] as const;

async function putLodging({ connection }: OpenPermits, number: number, areaCode: string): Promise<void> {
  await connection.collection('lodgings').insertOne({
    _id: `APOA-${number}` as never,
    areaCode,
    areaPath: [...areaPath(areaCode)],
    registeredOn: '2024-08-20',
    closedOn: null,
    reportDays: ['2024-10-20'],
  });
}

async function threeLodgings(): Promise<OpenPermits> {
  const open = await openPermits();
  for (const [number, area] of [village, neighbour, '31.74.01.1001'].entries()) await putLodging(open, number, area);
  await open.rollups.rebuild();
  return open;
}

async function differencesIn(open: OpenPermits, within?: string): Promise<RollupDifference[]> {
  const found: RollupDifference[] = [];
  await verifyRollups(open, permits.signals, { within: within ?? null, tell: (difference) => found.push(difference) });
  return found;
}

const areasOf = (differences: readonly RollupDifference[]) => [...new Set(differences.map(({ area }) => area))].sort();

/** Makes the roll-up of an area tell one lodging more at the end of a month. */
async function falsify({ connection }: OpenPermits, area: string): Promise<void> {
  const rollups = connection.collection('signal_rollups');
  const row = await rollups.findOne({ _id: area as never });
  const closings = (row as unknown as SignalSeries).closings.map((balances) => [...balances]);
  closings[24] = (closings[24] ?? []).map((value, slot) => (slot === 3 ? value + 1 : value));
  await rollups.updateOne({ _id: area as never }, { $set: { closings } });
}

describe('verifying roll-ups', () => {
  it('finds nothing where they tell what the records say, however long ago they were computed', async () => {
    const open = await threeLodgings();
    expect(await differencesIn(open)).toEqual([]);
    await open.demonstration.write('2025-03-05', 1);
    await open.clock.refresh();
    expect(await differencesIn(open)).toEqual([]);
  });

  it('finds nothing where there is nothing', async () => {
    expect(await differencesIn(await openPermits())).toEqual([]);
  });

  it('names area, measure, month, what is told and what is right', async () => {
    const open = await threeLodgings();
    await falsify(open, village);
    expect(await differencesIn(open)).toEqual([
      {
        area: village,
        measure: 'lodgings',
        month: '2024-08',
        told: { x: 0, n: 1 + 1 },
        right: { x: 0, n: 1 },
        isPending: false,
      },
    ]);
  });

  it('names every area that a record changes which was written or taken out behind its back', async () => {
    const open = await threeLodgings();
    await putLodging(open, 9, neighbour);
    expect(areasOf(await differencesIn(open))).toEqual(['31', '31.75', '31.75.03', neighbour]);
    await open.rollups.rebuild();
    await open.connection.collection('lodgings').deleteOne({ _id: 'APOA-2' as never });
    const differences = await differencesIn(open);
    expect(areasOf(differences)).toEqual(['31', '31.74', '31.74.01', '31.74.01.1001']);
    expect(differences.every(({ isPending }) => !isPending)).toBe(true);
    await open.rollups.rebuild();
    expect(await differencesIn(open)).toEqual([]);
  });

  it('tells a difference apart that an unfinished write explains', async () => {
    const open = await threeLodgings();
    await open.rollups.announce([neighbour]);
    await putLodging(open, 9, neighbour);
    await falsify(open, '31.74.01');
    const differences = await differencesIn(open);
    const pending = differences.filter(({ isPending }) => isPending);
    expect(areasOf(pending)).toEqual(['31', '31.75', '31.75.03', neighbour]);
    expect(areasOf(differences.filter(({ isPending }) => !isPending))).toEqual(['31.74.01']);
  });

  it('looks at one area and those in it where that is asked', async () => {
    const open = await threeLodgings();
    for (const area of [village, '31.74.01']) await falsify(open, area);
    expect(areasOf(await differencesIn(open, '31.75'))).toEqual([village]);
    expect(areasOf(await differencesIn(open, '31.74.01'))).toEqual(['31.74.01']);
    expect(areasOf(await differencesIn(open, neighbour))).toEqual([]);
  });

  it('calls nothing wrong while others write and finish', async () => {
    const address = newAddress();
    const [open, writer] = [await openPermits(address), await openPermits(address)];
    const state = { isOver: false };
    const writing = (async () => {
      for (let number = 0; !state.isOver; number += 1) {
        const area = number % 2 === 0 ? village : neighbour;
        const token = await writer.rollups.announce([area]);
        await putLodging(writer, number, area);
        await writer.rollups.finish([area], [token]);
      }
    })();
    const wrong: RollupDifference[] = [];
    for (let round = 0; round < 10; round += 1) {
      wrong.push(...(await differencesIn(open)).filter(({ isPending }) => !isPending));
    }
    state.isOver = true;
    await writing;
    expect(wrong).toEqual([]);
    expect(await differencesIn(open)).toEqual([]);
  });
});

describe('rebuilding roll-ups', () => {
  it('lets a reader see each series as it was or as it will be, never a half', async () => {
    const open = await threeLodgings();
    const codes = [...areaPath(village), neighbour, ...areaPath('31.74.01.1001').slice(1)];
    const seriesNow = async () =>
      new Map(
        [...(await open.rollups.seriesOf(codes))].map(([code, { closings }]) => [code, JSON.stringify(closings)]),
      );
    for (const code of codes) await falsify(open, code);
    const before = await seriesNow();
    const seen: Map<string, string>[] = [];
    const state = { isOver: false };
    const reading = (async () => {
      while (!state.isOver) seen.push(await seriesNow());
    })();
    await open.rollups.rebuild();
    state.isOver = true;
    await reading;
    const after = await seriesNow();
    expect(await differencesIn(open)).toEqual([]);
    const halves = seen.flatMap((series) =>
      codes.filter((code) => ![before.get(code), after.get(code)].includes(series.get(code) ?? 'none')),
    );
    expect(seen.length).toBeGreaterThan(3);
    expect(halves).toEqual([]);
  });
});

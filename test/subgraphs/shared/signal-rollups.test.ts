import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { LodgingRow } from '../../../subgraphs/permits/models/Lodging';
import { lodgingChanges, permitMeasures } from '../../../subgraphs/permits/permit-signals';
import { areaPath } from '../../../subgraphs/shared/area-code';
import { addDays } from '../../../subgraphs/shared/calendar';
import { oneOf } from '../../../subgraphs/shared/filter';
import { balancesOn, buildSeries } from '../../../subgraphs/shared/signal-series';
import { databaseServer, type OpenPermits } from '../import/database';

const { newAddress, openPermits } = databaseServer();

const areas = ['31.75.03.1001', '31.75.03.1002', '31.75.06.1001', '31.75.06', '31.74.01.1001'] as const;
const today = '2024-10-31';
const days = ['2024-02-29', '2024-09-30', today, '2024-12-24'];
const later = Date.now() + 3_600_000;

function lodgingRow(number: number, areaCode: string, registered: number): LodgingRow {
  const registeredOn = addDays('2024-01-01', registered);
  return {
    _id: `APOA-${number}`,
    areaCode,
    areaPath: [...areaPath(areaCode)],
    kind: 'HOTEL',
    registeredOn,
    closedOn: null,
    reportDays: [addDays(registeredOn, 40)],
  };
}

async function put({ connection }: Pick<OpenPermits, 'connection'>, row: LodgingRow): Promise<void> {
  await connection.collection('lodgings').replaceOne({ _id: row._id as never }, row, { upsert: true });
}

/** What the roll-ups tell and what the records say, of every area that either knows. */
async function toldAndTrue({ connection, rollups }: OpenPermits) {
  const records = (await connection.collection('lodgings').find({}).toArray()) as unknown as LodgingRow[];
  const codes = [...new Set([...areas, ...records.map(({ areaCode }) => areaCode)].flatMap((code) => areaPath(code)))];
  const series = await rollups.seriesOf(codes);
  const nothing = buildSeries([], permitMeasures, today);
  const signals = (from: (code: string) => ReturnType<typeof buildSeries>) =>
    Object.fromEntries(
      codes.map((code) => [code, days.map((day) => balancesOn(from(code), permitMeasures, day).get('lodgings'))]),
    );
  const within = (code: string) => records.filter((record) => record.areaPath.includes(code)).flatMap(lodgingChanges);
  return {
    told: signals((code) => series.get(code) ?? nothing),
    true: signals((code) => buildSeries(within(code), permitMeasures, today)),
  };
}

async function expectRight(open: OpenPermits): Promise<void> {
  const { told, true: right } = await toldAndTrue(open);
  expect(told).toEqual(right);
}

async function marksIn({ connection }: OpenPermits): Promise<number> {
  return connection.collection('signal_rollup_marks').countDocuments({ 'writes.at': { $gt: new Date(0) } });
}

const anyWrite = fc.record({
  number: fc.integer({ min: 1, max: 6 }),
  area: fc.constantFrom(...areas),
  registered: fc.integer({ min: 0, max: 300 }),
});
type Write = typeof anyWrite extends fc.Arbitrary<infer Value> ? Value : never;
const anyBatch = fc.array(anyWrite, { minLength: 1, maxLength: 4 });
// A batch may be finished at once, together with a later one, or never, as when its process dies.
const anyBatches = fc.array(fc.tuple(anyBatch, fc.constantFrom('finished', 'pending', 'abandoned')), { maxLength: 6 });

/** Announces and writes a batch as an import does: the areas that records leave and those they come to. */
async function announceAndWrite(
  open: OpenPermits,
  batch: readonly Write[],
): Promise<{ codes: string[]; token: string }> {
  const rows = batch.map(({ number, area, registered }) => lodgingRow(number, area, registered));
  const numbers = oneOf(rows.map(({ _id }) => _id));
  const former = await open.models.Lodging.find({ _id: numbers } as object).lean<LodgingRow[]>();
  const codes = [...new Set([...former, ...rows].map(({ areaCode }) => areaCode))];
  const token = await open.rollups.announce(codes);
  for (const row of rows) await put(open, row);
  return { codes, token };
}

describe('roll-ups', () => {
  it('tell what the records say after any writes, finished, finished together, or left and repaired', async () => {
    await fc.assert(
      fc.asyncProperty(anyBatches, async (batches) => {
        const open = await openPermits();
        let pending: { codes: string[]; token: string }[] = [];
        for (const [batch, fate] of batches) {
          const announced = await announceAndWrite(open, batch);
          if (fate !== 'abandoned') pending.push(announced);
          if (fate !== 'finished') continue;
          await open.rollups.finish(
            pending.flatMap(({ codes }) => codes),
            pending.map(({ token }) => token),
          );
          pending = [];
        }
        await open.rollups.repair(later);
        await expectRight(open);
        expect(await marksIn(open)).toBe(0);
        await open.rollups.rebuild();
        await expectRight(open);
      }),
      { numRuns: 12 },
    );
  });

  it('tell nothing of areas without records', async () => {
    const open = await openPermits();
    expect(await open.rollups.seriesOf(['31.75', '31.75.03.1001'])).toEqual(new Map());
  });

  it('are right after two writers at once', async () => {
    const address = newAddress();
    const [one, other] = [await openPermits(address), await openPermits(address)];
    const write = async (open: OpenPermits, from: number): Promise<void> => {
      for (let number = from; number < from + 40; number += 1) {
        const area = areas[number % areas.length] ?? areas[0];
        const { codes, token } = await announceAndWrite(open, [{ number, area, registered: number }]);
        await open.rollups.finish(codes, [token]);
      }
    };
    await Promise.all([write(one, 100), write(other, 200)]);
    await expectRight(one);
    expect(await marksIn(one)).toBe(0);
  });
});

describe('a write that its process did not finish', () => {
  it('is left alone while its process may still live', async () => {
    const open = await openPermits();
    await announceAndWrite(open, [{ number: 1, area: '31.75.03.1001', registered: 0 }]);
    expect(await open.rollups.repair()).toEqual([]);
    expect(await open.rollups.seriesOf(['31.75.03.1001'])).toEqual(new Map());
  });

  it('is finished once its mark is old', async () => {
    const open = await openPermits();
    await announceAndWrite(open, [{ number: 1, area: '31.75.03.1001', registered: 0 }]);
    expect([...(await open.rollups.repair(later))].sort()).toEqual(['31', '31.75', '31.75.03', '31.75.03.1001']);
    await expectRight(open);
    expect(await open.rollups.repair(later)).toEqual([]);
  });

  it('does not take with it the mark of a younger write in the same area', async () => {
    const open = await openPermits();
    const area = '31.75.03.1001';
    await open.rollups.announce([area]);
    const hourAgo = new Date(Date.now() - 3_600_000);
    await open.connection
      .collection('signal_rollup_marks')
      .updateMany({}, { $set: { writes: [{ token: 'old', at: hourAgo }] } });
    await open.rollups.announce([area]);
    await open.rollups.repair();
    // The younger writer writes only now, and dies before it finishes.
    await put(open, lodgingRow(1, area, 0));
    await open.rollups.repair(later);
    await expectRight(open);
  });

  it('can be caught up with at once, while its mark stays until it is old', async () => {
    const open = await openPermits();
    await announceAndWrite(open, [{ number: 1, area: '31.75.03.1001', registered: 0 }]);
    await open.rollups.catchUp();
    await expectRight(open);
    expect(await marksIn(open)).toBe(4);
    await open.rollups.catchUp(later);
    expect(await marksIn(open)).toBe(0);
  });
});

describe('a computation that began earlier', () => {
  it('never overwrites one that saw more', async () => {
    const open = await openPermits();
    const area = '31.75.03.1001';
    const slow = await openPermits({ ...newAddress(), databasePrefix: open.connection.name.replace(/_permits$/, '') });
    await put(open, lodgingRow(1, area, 0));
    // The slow writer has read its records; before it writes, another one reads more and writes.
    const rollups = slow.connection.model('SignalRollup');
    const bulkWrite = rollups.bulkWrite.bind(rollups);
    let overtaken = false;
    rollups.bulkWrite = async (...given: Parameters<typeof bulkWrite>) => {
      if (!overtaken) {
        overtaken = true;
        await put(open, lodgingRow(2, area, 10));
        await open.rollups.finish([area], []);
      }
      return bulkWrite(...given);
    };
    await slow.rollups.finish([area], []);
    expect(overtaken).toBe(true);
    await expectRight(open);
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { FollowUp } from '../../../../subgraphs/stability/alerts/follow-up';
import { raiseAlerts } from '../../../../subgraphs/stability/alerts/raise-alerts';
import type { AssessmentRow } from '../../../../subgraphs/stability/models/Assessment';
import { assessmentOf, type StabilityDatabase, stabilityDatabase } from './support';

let database: StabilityDatabase;
beforeAll(async () => {
  database = await stabilityDatabase();
}, 60_000);
afterAll(() => database.stop());
beforeEach(() => database.clear());

const district = '31.75.03';
const months = ['2024-05', '2024-06', '2024-07', '2024-08', '2024-09', '2024-10'];

/** Stores assessments in place of those of the same area and month, past the model: columns of later versions too. */
async function store(rows: readonly AssessmentRow[]): Promise<void> {
  const collection = database.open.connection.collection<AssessmentRow>('assessments');
  for (const row of rows) await collection.replaceOne({ _id: row._id }, row, { upsert: true });
}
const storeIndices = (code: string, indices: readonly (number | null)[]) =>
  store(indices.map((index, at) => assessmentOf(code, months[at] ?? '', index)));
const raise = (within: string | null = null) => raiseAlerts(database.models, within);
const alerts = async () => {
  const rows = await database.models.StabilityAlert.find({}).sort({ _id: 1 }).lean();
  return rows.map(({ _id, basis, state }) => `${_id} ${basis} ${state}`);
};
const running = (code: string, index: number) => assessmentOf(code, '2024-11', index, { provisional: true });
const officer = {
  viewer: 'test:officer',
  agency: 'KESBANGPOL',
  scopes: ['activity:write'],
  areas: ['31.75'],
  purpose: null,
} as const;
const takeUp = (id: string) => {
  const { models, open } = database;
  return new FollowUp({ models, areas: open.areas, today: () => '2024-11-10' }).acknowledge(officer, {
    id,
    note: 'Seen',
  });
};

describe('raiseAlerts', () => {
  it('raises one alert for each rise, and none while a level stands or wavers', async () => {
    await storeIndices(district, [3.0, 3.6, 3.4, 3.6, 5.2, 5.1]);
    expect(await raise()).toEqual({ raised: 2, withdrawn: 0 });
    expect(await alerts()).toEqual([
      '31.75.03@2024-06-WASPADA CLOSED_MONTH RAISED',
      '31.75.03@2024-09-SIAGA CLOSED_MONTH RAISED',
    ]);
    const siaga = await database.models.StabilityAlert.findOne({ _id: '31.75.03@2024-09-SIAGA' }).lean();
    expect(siaga).toMatchObject({
      fromLevel: 'WASPADA',
      index: 5.2,
      needsConfirmation: true,
      areaPath: ['31', '31.75', district],
    });
    expect(siaga?.change).toMatchObject({ since: '2024-08', from: 3.6, to: 5.2 });
  });

  it('raises another when a level fell and rises again', async () => {
    await storeIndices(district, [3.6, 3.0, 3.0, 3.6]);
    await raise();
    expect(await alerts()).toEqual([
      '31.75.03@2024-05-WASPADA CLOSED_MONTH RAISED',
      '31.75.03@2024-08-WASPADA CLOSED_MONTH RAISED',
    ]);
  });

  it('weighs the standard error: a rise that is as likely not one is none', async () => {
    await store([
      assessmentOf(district, '2024-09', 3.4, { standardError: 0.4 }),
      assessmentOf(district, '2024-10', 5.01, { standardError: 0.4 }),
    ]);
    await raise();
    const [alert] = await database.models.StabilityAlert.find({}).lean();
    expect(alert?.level).toBe('SIAGA');
    expect(alert?.probability).toBeCloseTo(0.51, 2);
  });

  it('passes over months without an index, and tells the change against the one before them', async () => {
    await storeIndices(district, [3.0, null, null, 5.5]);
    await raise();
    const [alert] = await database.models.StabilityAlert.find({}).lean();
    expect(alert).toMatchObject({ _id: '31.75.03@2024-08-SIAGA', fromLevel: 'NORMAL', change: { since: '2024-05' } });
  });

  it('does nothing more when it runs again, or twice at once', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, at) => storeIndices(`31.75.03.${1001 + at}`, [3.0, 5.2])));
    await Promise.all([raise(), raise(), raise()]);
    expect(await database.models.StabilityAlert.countDocuments({})).toBe(30);
    const before = await database.models.StabilityAlert.find({}).sort({ _id: 1 }).lean();
    expect(await raise()).toEqual({ raised: 0, withdrawn: 0 });
    expect(await database.models.StabilityAlert.find({}).sort({ _id: 1 }).lean()).toEqual(before);
  });

  it('looks at one area and its parts alone when one is named', async () => {
    for (const code of ['31.75', district, '31.75.03.1001', '31.74', '31.74.03', '32.75.03']) {
      await storeIndices(code, [3.0, 5.2]);
    }
    expect(await raise(district)).toEqual({ raised: 2, withdrawn: 0 });
    expect(await raise('31.75')).toEqual({ raised: 1, withdrawn: 0 });
    expect(await raise('31')).toEqual({ raised: 2, withdrawn: 0 });
    expect(await raise()).toEqual({ raised: 1, withdrawn: 0 });
  });
});

describe('an alert of the running month', () => {
  beforeEach(() => storeIndices(district, [3.0, 3.0]));
  const id = '31.75.03@2024-11-SIAGA';

  it('follows the month as long as nobody has taken it up, and goes with it', async () => {
    await store([running(district, 5.2)]);
    await raise();
    await store([running(district, 5.4)]);
    expect(await raise()).toEqual({ raised: 0, withdrawn: 0 });
    const [alert] = await database.models.StabilityAlert.find({}).lean();
    expect(alert).toMatchObject({ _id: id, index: 5.4, basis: 'RUNNING_MONTH', change: { to: 5.4 } });
    await store([running(district, 3.6)]);
    expect(await raise()).toEqual({ raised: 1, withdrawn: 1 });
    expect(await alerts()).toEqual(['31.75.03@2024-11-WASPADA RUNNING_MONTH RAISED']);
  });

  it('stands on the closed month when it holds', async () => {
    await store([running(district, 5.2)]);
    await raise();
    await store([assessmentOf(district, '2024-11', 5.3)]);
    await raise();
    expect(await alerts()).toEqual([`${id} CLOSED_MONTH RAISED`]);
  });

  it('that a person has taken up stays, and says when the month became another', async () => {
    await store([running(district, 5.2)]);
    await raise();
    await takeUp(id);
    await store([running(district, 3.0)]);
    expect(await raise()).toEqual({ raised: 0, withdrawn: 0 });
    expect(await alerts()).toEqual([`${id} SUPERSEDED ACKNOWLEDGED`]);
    await store([running(district, 5.9)]);
    await raise();
    expect(await alerts()).toEqual([`${id} RUNNING_MONTH ACKNOWLEDGED`]);
    // What was acknowledged is told as it was.
    expect((await database.models.StabilityAlert.findOne({ _id: id }).lean())?.index).toBe(5.2);
    await store([assessmentOf(district, '2024-11', 5.9)]);
    await raise();
    expect(await alerts()).toEqual([`${id} CLOSED_MONTH ACKNOWLEDGED`]);
  });

  it('that rises further after it was taken up is another alert: nobody has looked at that', async () => {
    await store([running(district, 5.2)]);
    await raise();
    await takeUp(id);
    await store([running(district, 6.8)]);
    await raise();
    expect(await alerts()).toEqual(['31.75.03@2024-11-AWAS RUNNING_MONTH RAISED', `${id} SUPERSEDED ACKNOWLEDGED`]);
  });

  it('is either withdrawn or taken up when both are tried at once', async () => {
    const codes = Array.from({ length: 20 }, (_, at) => `31.75.03.${1001 + at}`);
    await store(codes.map((code) => running(code, 5.2)));
    await raise();
    await store(codes.map((code) => running(code, 3.0)));
    const taken = codes.map((code) =>
      takeUp(`${code}@2024-11-SIAGA`).then(
        () => true,
        () => false,
      ),
    );
    await raise();
    const done = await Promise.all(taken);
    await raise();
    expect(await alerts()).toEqual(
      codes.filter((_, at) => done[at]).map((code) => `${code}@2024-11-SIAGA SUPERSEDED ACKNOWLEDGED`),
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import mongoose from 'mongoose';

import { permits } from '../../../subgraphs/permits';
import type { PermitApplicationRow } from '../../../subgraphs/permits/models/PermitApplication';
import { pastServiceStandard } from '../../../subgraphs/permits/permit-rules';
import { tellStory } from '../../../subgraphs/seed';
import type { AreaRecord } from '../../../subgraphs/shared/records-by-area';

const story = tellStory(1, '2024-10-31');
const records = permits.demonstration(story);
const located = Object.values(records)
  .flat()
  .filter((row): row is AreaRecord => 'areaCode' in row);

describe('the demonstration of permits', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(permits.demonstration(tellStory(1, '2024-10-31'))).toEqual(records);
    expect(permits.demonstration(tellStory(2, '2024-10-31'))).not.toEqual(records);
  });

  it('has the number of foreigners that the immigration office told', () => {
    expect(records.permit_holders).toHaveLength(7_981);
  });

  it('lies in the villages of the story and nowhere else', () => {
    const villages = new Set(story.villages.map(({ code }) => code));
    expect(located.filter(({ areaCode }) => !villages.has(areaCode))).toEqual([]);
    expect(new Set(located.map(({ areaCode }) => areaCode)).size).toBe(villages.size);
    expect(located.filter(({ areaCode, areaPath }) => areaPath.length !== 4 || areaPath[3] !== areaCode)).toEqual([]);
  });

  it('gives every record a number of its own', () => {
    for (const rows of Object.values(records)) {
      const numbers = rows.map((row) => (row as { _id: string })._id);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });

  it('fits the models, field by field', async () => {
    const connection = mongoose.createConnection();
    const models = Object.values(permits.createModels(connection) as Record<string, mongoose.Model<object>>);
    for (const [collection, rows] of Object.entries(records)) {
      const model = models.find((each) => each.collection.name === collection);
      if (model === undefined) throw new Error(`no model of ${collection}`);
      for (const row of rows.slice(0, 200)) await new model(row).validate();
    }
  });

  it('refers only to what it holds', () => {
    const numbers = (collection: string) =>
      new Set((records[collection] ?? []).map((row) => (row as { _id: string })._id));
    const references = (collection: string, field: string): string[] =>
      (records[collection] ?? []).flatMap((row) => (row as Record<string, string | null>)[field] ?? []);
    const missing = (from: string, field: string, to: string) => {
      const known = numbers(to);
      return references(from, field).filter((number) => !known.has(number));
    };
    expect(missing('stay_permits', 'holderId', 'permit_holders')).toEqual([]);
    expect(missing('stay_permits', 'sponsorId', 'sponsors')).toEqual([]);
    expect(missing('permit_applications', 'permitId', 'stay_permits')).toEqual([]);
  });

  it('decides nothing in the future and knows which decisions were late', () => {
    const applications = records.permit_applications as readonly PermitApplicationRow[];
    const odd = applications.filter(
      ({ decidedOn, decidedLate, status, ...rest }) =>
        (decidedOn ?? '') > story.today ||
        (decidedOn === null) !== (status === 'PENDING') ||
        decidedLate !== (decidedOn !== null && pastServiceStandard({ ...rest, decidedOn }, story.today)),
    );
    expect(odd).toEqual([]);
  });

  it('lets renewals fall behind in the district of the story', () => {
    const applications = (records.permit_applications as readonly PermitApplicationRow[]).filter(
      ({ submittedOn }) => submittedOn >= '2024-09-01',
    );
    const lateShare = (inside: boolean): number => {
      const rows = applications.filter(({ areaPath }) => areaPath.includes(story.backlogDistrict) === inside);
      return rows.filter((row) => pastServiceStandard(row, story.today)).length / rows.length;
    };
    expect(lateShare(true)).toBeGreaterThan(3 * lateShare(false));
  });
});

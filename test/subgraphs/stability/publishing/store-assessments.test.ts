import { beforeAll, describe, expect, it } from '@jest/globals';

import { type OpenSubgraph, openSubgraph } from '../../../../subgraphs/shared/open-subgraph';
import { stability } from '../../../../subgraphs/stability';
import type { StabilityModels } from '../../../../subgraphs/stability/models';
import type { AskedAssessment } from '../../../../subgraphs/stability/publishing/ask-assessments';
import { checkPublished } from '../../../../subgraphs/stability/publishing/check-published';
import { storeAssessments } from '../../../../subgraphs/stability/publishing/store-assessments';
import { unpublishedMonths } from '../../../../subgraphs/stability/publishing/unpublished-months';
import { testDatabases } from '../../../support/test-databases';

const databases = testDatabases('publishing');
let open: OpenSubgraph<StabilityModels>;
beforeAll(async () => {
  open = await openSubgraph(stability, databases.newAddress());
  databases.dropAtEnd(open.connection);
});

const asked = (area: string, month: string, given: Partial<AskedAssessment> = {}): AskedAssessment => ({
  _id: `${area}@${month}`,
  areaCode: area,
  areaPath: ['31', '31.75', area],
  level: 'DISTRICT',
  month,
  asOf: `${month}-28`,
  provisional: false,
  methodVersion: 'asri-1',
  staleAgencies: [],
  inputDigest: 'a'.repeat(64),
  status: 'OK',
  rounded: false,
  index: 4,
  standardError: 0.2,
  stabilityLevel: 'WASPADA',
  dimensions: [],
  indicators: [],
  cityChange: null,
  assessedAt: new Date().toISOString(),
  ...given,
});
const store = (...rows: AskedAssessment[]) => storeAssessments(open.models.Assessment, rows, '2024-09');
const read = (id: string) => open.models.Assessment.findById(id).lean();

describe('a closed month', () => {
  it('is published once: what comes later leaves it as it is', async () => {
    const first = await store(asked('31.75.01', '2024-01'), asked('31.75.02', '2024-01'));
    expect(first).toEqual({ published: 2, alreadyPublished: 0, provisional: 0 });
    const before = await read('31.75.01@2024-01');
    const later = await store(asked('31.75.01', '2024-01', { index: 9 }), asked('31.75.03', '2024-01'));
    expect(later).toEqual({ published: 1, alreadyPublished: 1, provisional: 0 });
    expect(await read('31.75.01@2024-01')).toEqual(before);
  });

  it('is published by one of two who assess at once', async () => {
    const areas = Array.from({ length: 200 }, (_, at) => `31.75.${100 + at}`);
    const by = (index: number) => store(...areas.map((area) => asked(area, '2024-02', { index })));
    const [one, other] = await Promise.all([by(1), by(2)]);
    expect(one.published + other.published).toBe(200);
    expect(one.alreadyPublished + other.alreadyPublished).toBe(200);
    expect(await open.models.Assessment.countDocuments({ month: '2024-02', index: 1 })).toBe(one.published);
  });

  it('takes the place of what was provisional, and no provisional assessment takes its place', async () => {
    const provisional = asked('31.75.01', '2024-03', { provisional: true, index: 2 });
    expect(await store(provisional)).toEqual({ published: 0, alreadyPublished: 0, provisional: 1 });
    expect(await store({ ...provisional, index: 3 })).toMatchObject({ provisional: 1 });
    expect(await read('31.75.01@2024-03')).toMatchObject({ index: 3, publishedAt: null });
    expect(await store(asked('31.75.01', '2024-03', { index: 4 }))).toMatchObject({ published: 1 });
    // Asked for before the month closed, and stored after.
    expect(await store(provisional)).toEqual({ published: 0, alreadyPublished: 1, provisional: 0 });
    expect(await read('31.75.01@2024-03')).toMatchObject({ index: 4, provisional: false });
  });

  it('of the form before there was publishing is replaced once, and read by nobody until then', async () => {
    const {
      inputDigest: _digest,
      cityChange: _change,
      standardError: _error,
      ...old
    } = asked('31.75.01', '2024-04', { index: 7 });
    await open.connection.collection('assessments').insertOne(old as never);
    const loaders = stability.createLoaders(open);
    expect(await loaders.storedAssessment.load('31.75.01@2024-04')).toBeNull();
    const question = { within: '31.75', level: 'DISTRICT', month: '2024-04', first: 10, heads: false };
    expect((await loaders.ranking(question)).rows).toEqual([]);
    expect(await store(asked('31.75.01', '2024-04'))).toMatchObject({ published: 1 });
    expect((await loaders.ranking(question)).rows).toHaveLength(1);
  });

  it('is provisional as long as records of it are waited for, and then published', async () => {
    const justClosed = asked('31.75.01', '2024-07', { index: 5 });
    const waiting = await storeAssessments(open.models.Assessment, [justClosed], '2024-07');
    expect(waiting).toEqual({ published: 0, alreadyPublished: 0, provisional: 1 });
    expect(await read('31.75.01@2024-07')).toMatchObject({ provisional: true, publishedAt: null });
    expect(await store({ ...justClosed, index: 6 })).toEqual({ published: 1, alreadyPublished: 0, provisional: 0 });
    expect(await read('31.75.01@2024-07')).toMatchObject({ provisional: false, index: 6 });
  });

  it('is to be published until all its areas are', async () => {
    const of = { within: '31.75', level: 'DISTRICT', areas: 2 } as const;
    await store(asked('31.75.01', '2024-05'), asked('31.75.01', '2024-06'), asked('31.75.02', '2024-06'));
    const closed = ['2024-05', '2024-06', '2024-07'];
    expect(await unpublishedMonths(open.models.Assessment, of, closed)).toEqual(['2024-05', '2024-07']);
    expect(await unpublishedMonths(open.models.Assessment, { ...of, within: null }, closed)).toContain('2024-05');
  });
});

describe('what was published and would not be so today', () => {
  it('is named with what differs, and stays', async () => {
    await store(
      asked('31.75.01', '2024-08'),
      asked('31.75.02', '2024-08'),
      asked('31.75.03', '2024-08', { provisional: true }),
    );
    const other = 'b'.repeat(64);
    const found = await checkPublished(open.models.Assessment, [
      asked('31.75.01', '2024-08'),
      asked('31.75.02', '2024-08', { inputDigest: other, index: 4.5 }),
      // Provisional, and never assessed: neither was published.
      asked('31.75.03', '2024-08', { inputDigest: other }),
      asked('31.75.04', '2024-08', { inputDigest: other }),
    ]);
    expect(found.checked).toBe(2);
    expect(found.differences).toEqual([
      {
        area: '31.75.02',
        month: '2024-08',
        differs: ['inputDigest', 'index'],
        publishedAt: expect.any(String),
        publishedIndex: 4,
        index: 4.5,
      },
    ]);
    expect(await read('31.75.02@2024-08')).toMatchObject({ index: 4, inputDigest: 'a'.repeat(64) });
  });
});

import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { permits } from '../../../subgraphs/permits';
import type { LodgingRow } from '../../../subgraphs/permits/models/Lodging';
import { areaPath } from '../../../subgraphs/shared/area-code';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { encodeCursor, type Page } from '../../../subgraphs/shared/page';
import { countsByArea, pagesByArea } from '../../../subgraphs/shared/records-by-area';
import { testDatabases } from '../../support/test-databases';

type Doc = Record<string, any>;
const { newAddress, dropAtEnd } = testDatabases('by_area');

const villages = ['31.75.03.1001', '31.75.03.1002', '31.75.06.1001', '31.71.01.1001'];
const rows = Array.from({ length: 400 }, (_, index) => {
  const areaCode = villages[index % villages.length] ?? '';
  return {
    _id: `APOA-${String(index).padStart(3, '0')}`,
    areaCode,
    areaPath: [...areaPath(areaCode)],
    kind: 'HOTEL',
    registeredOn: '2024-01-02',
    closedOn: null,
    reportDays: [],
  };
});
const inArea = (code: string) => rows.filter(({ areaCode }) => areaPath(areaCode).includes(code));

let open: OpenSubgraph<any>;
let commands: Doc[] = [];
beforeAll(async () => {
  const address = newAddress();
  const uri = new URL(address.mongodbUri);
  uri.searchParams.set('monitorCommands', 'true');
  open = await openSubgraph(permits, { ...address, mongodbUri: uri.toString() });
  dropAtEnd(open.connection);
  await open.connection.collection('lodgings').insertMany(rows as never);
  open.connection.getClient().on('commandStarted', ({ command }) => commands.push(command));
});
beforeEach(() => void (commands = []));

// Areas that lie in one another, one without records, and so many that they take more than one command.
const asked = ['31.75', '31.75.03', '31.75.03.1002', '31.71', '31.72', '31'];
const many = [
  ...asked,
  ...Array.from({ length: 300 }, (_, index) => `${11 + (index % 20)}.${10 + (index % 80)}.${index}`),
];

const pages = (codes: readonly string[], page: { first: number; after?: string }) =>
  pagesByArea<LodgingRow>(open.models.Lodging, { by: '_id', direction: 'ascending' }, page).loadMany(codes) as Promise<
    Page<LodgingRow>[]
  >;

describe('pages of several areas', () => {
  it.each([undefined, 'APOA-100'])('hold what a page of each area holds, after %s', async (after) => {
    const cursor = after === undefined ? {} : { after: encodeCursor({ value: after, key: after }) };
    const found = await pages(many, { first: 7, ...cursor });
    expect(found.map((page) => [page.rows, page.hasNextPage])).toEqual(
      many.map((code) => {
        const left = inArea(code).filter(({ _id }) => _id > (after ?? ''));
        return [left.slice(0, 7), left.length > 7];
      }),
    );
  });

  it('read no more of each area than its page and one record, and take one command for 200 areas', async () => {
    await pages(many, { first: 60 });
    expect(commands).toHaveLength(2);
    const finds = commands.flatMap(({ pipeline }) => [
      pipeline,
      ...pipeline.flatMap(({ $unionWith }: Doc) => ($unionWith ? [$unionWith.pipeline] : [])),
    ]);
    expect(finds).toHaveLength(many.length);
    for (const [{ $match: filter }, { $sort: sort }, { $limit: limit }] of finds.slice(0, asked.length)) {
      const explain = { find: 'lodgings', filter, sort, limit };
      const plan = await open.connection.db?.command({ explain, verbosity: 'executionStats' });
      expect(plan?.executionStats.totalDocsExamined).toBeLessThanOrEqual(61);
    }
  });
});

describe('numbers of records of several areas', () => {
  it('are those of each area', async () => {
    const counted = await countsByArea<LodgingRow>(open.models.Lodging).loadMany(many);
    expect(counted).toEqual(many.map((code) => inArea(code).length));
  });
});

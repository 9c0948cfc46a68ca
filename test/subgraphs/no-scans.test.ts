import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../common/project-root';
import { type RunningStore, startStore } from '../../store/main';
import { subgraphDefinitions } from '../../subgraphs/all-subgraphs';
import { deleteBatch } from '../../subgraphs/import/delete-batch';
import { importFile } from '../../subgraphs/import/import-file';
import { seedDemonstration } from '../../subgraphs/seed';
import type { LoadsReader } from '../../subgraphs/shared/load-fields';
import { type OpenSubgraph, openSubgraph } from '../../subgraphs/shared/open-subgraph';
import { removeReleased } from '../../subgraphs/shared/released-records';
import type { SubgraphDefinition } from '../../subgraphs/shared/subgraph-definition';
import type { AlertPages } from '../../subgraphs/stability/alerts/alert-pages';
import { FollowUp } from '../../subgraphs/stability/alerts/follow-up';

type Doc = Record<string, any>;
interface Asked {
  readonly database: string;
  readonly collection: string;
  readonly filter: Doc;
  readonly sort: Doc;
  readonly limit: number;
}

let store: RunningStore | undefined;
let agencies: { definition: SubgraphDefinition; open: OpenSubgraph<unknown> }[];
let asked: Asked[] = [];

beforeAll(async () => {
  if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
  const uri = new URL(store?.uri ?? process.env.MONGODB_URI ?? '');
  uri.searchParams.set('monitorCommands', 'true');
  const databasePrefix = `scans_${randomUUID().slice(0, 8)}`;
  const address = { mongodbUri: uri.toString(), embedded: store !== undefined, databasePrefix };
  await seedDemonstration({ address, seed: 1 });
  agencies = await Promise.all(
    subgraphDefinitions.map(async (definition) => ({ definition, open: await openSubgraph(definition, address) })),
  );
  // A collection that is not there has no index, and no city's demonstration brings this one.
  await agency('stability').open.connection.createCollection('area_figures');
  for (const { open } of agencies) {
    open.connection.getClient().on('commandStarted', (event) => asked.push(...questionsIn(event)));
  }
}, 120_000);
afterAll(async () => {
  for (const { open } of agencies) {
    await open.connection.dropDatabase();
    await open.close();
  }
  await store?.stop();
});

/** What a command looks for, as finds: their plans can be explained on every server. */
function questionsIn({ commandName, command, databaseName: database }: Doc): Asked[] {
  const look = (filter: Doc, sort: Doc = {}, limit = 0) => [
    { database, collection: command[commandName], filter, sort, limit },
  ];
  // What of its beginning is a find.
  const findOf = ([match, sort, limit]: Doc[]) =>
    look(match?.$match ?? {}, sort?.$sort, sort?.$sort === undefined ? 0 : limit?.$limit);
  switch (commandName) {
    case 'find':
      return look(command.filter ?? {}, command.sort, command.limit);
    case 'aggregate':
      return [
        ...findOf(command.pipeline),
        ...command.pipeline.flatMap(({ $unionWith }: Doc) => ($unionWith ? findOf($unionWith.pipeline) : [])),
      ];
    case 'count':
      return look(command.query ?? {}, {}, command.limit);
    case 'distinct':
      // Where all values are asked for, the index over the field is walked, as by a sort.
      return look(command.query ?? {}, Object.keys(command.query ?? {}).length === 0 ? { [command.key]: 1 } : {});
    case 'findAndModify':
      return look(command.query);
    case 'update':
      return command.updates.flatMap(({ q }: Doc) => look(q));
    case 'delete':
      return command.deletes.flatMap(({ q }: Doc) => look(q));
    default:
      return [];
  }
}

/** The commands of `work`, each kind once, of which the server reads a collection from end to end. */
async function scansDuring({ open }: (typeof agencies)[number], work: () => Promise<unknown>): Promise<string[]> {
  asked = [];
  await work();
  const different = new Map(asked.map((each) => [`${each.collection} ${shapeOf(each)}`, each]));
  expect(different.size).toBeGreaterThan(0);
  const scans: string[] = [];
  for (const [shape, { database, collection, filter, sort, limit }] of different) {
    // Whether there is anything at all: one document is read.
    if (Object.keys(filter).length === 0 && limit === 1) continue;
    const explained = { find: collection, filter, sort, limit };
    const plan = await open.connection.useDb(database).db?.command({ explain: explained, verbosity: 'queryPlanner' });
    if (JSON.stringify(plan?.queryPlanner).includes('COLLSCAN')) scans.push(shape);
  }
  return scans;
}

const shapeOf = ({ filter, sort, limit }: Asked): string =>
  JSON.stringify([filter, sort, limit > 0], (_, value: unknown) =>
    typeof value === 'object' ? value : typeof value,
  ).replaceAll(/\[("string",?)+\]/g, '[…]');

const agency = (name: string) => {
  const found = agencies.find(({ definition }) => definition.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

const areas = ['31.75', '31.75.03', '31.75.06.1001'];
const after = Buffer.from(JSON.stringify(['2024-06-01', 'X-1'])).toString('base64url');

/** Calls a loader as the resolvers do: of one key, of several, and page by page where it has pages. */
async function useLoader(name: string, loader: any): Promise<void> {
  // Areas are in memory; the audit log is the gateway's, which makes its indexes.
  if (name === 'areas' || name === 'accessLog') return;
  if (name === 'elections') {
    await loader();
    return;
  }
  if (name === 'loads') {
    const { freshness, sources, page, count } = loader as LoadsReader;
    await Promise.all([freshness(), sources(), page({ first: 5 }), count({ first: 5 })]);
    await Promise.all([page({ first: 5, source: 'file' }), count({ first: 5, source: 'file' })]);
    return;
  }
  if (name === 'ranking') {
    for (const within of ['31.75', null]) {
      for (const month of ['2024-10', null]) {
        await (await loader({ within, level: 'DISTRICT', month, first: 10 })).ranks();
      }
    }
    return;
  }
  if (name === 'alertPages') {
    const { page, count } = loader as AlertPages;
    const narrowed = { area: '31.75', since: '2024-06', level: 'SIAGA', state: 'RAISED' } as const;
    for (const question of [{ first: 5 }, { first: 5, ...narrowed }]) {
      await Promise.all([page(question), count(question), page({ ...question, after })]);
    }
    return;
  }
  if (loader instanceof FollowUp) {
    const officer = {
      viewer: 'test:officer',
      agency: 'KESBANGPOL',
      scopes: ['activity:write'],
      areas: ['31.75'],
      purpose: null,
    } as const;
    await expect(loader.close(officer, { id: 'A-1', outcome: 'ANSWERED', note: 'Done' })).rejects.toThrow('no alert');
    return;
  }
  if (name === 'newestMonthOf') {
    await loader(areas);
    return;
  }
  const keys = /ByArea|ByProvince/.test(name) ? (name.endsWith('ByProvince') ? ['31'] : areas) : ['A-1', 'B-2'];
  const loaders =
    typeof loader === 'function'
      ? pagesOf(name).map((page) => loader(page))
      : [loader as { clearAll(): unknown; load: any }];
  for (const each of loaders) {
    await each.load(keys[0]);
    each.clearAll();
    await Promise.all(keys.map((key) => each.load(key)));
  }
}

const filters: Readonly<Record<string, readonly object[]>> = {
  permitsByArea: [{ status: 'EXPIRED' }, { kinds: ['LIMITED'] }, { endsIn: '2024-11' }],
  applicationsByArea: [{ status: 'PENDING' }],
  incidentsByArea: [{ status: 'OPEN' }, { from: '2024-09', severityFrom: 'S3' }],
  incidentCountByArea: [{ status: 'OPEN' }],
};

const pagesOf = (name: string): object[] => [
  { first: 5 },
  ...(name.includes('Count') ? [] : [{ first: 5, after }]),
  ...(filters[name] ?? []).map((filter) => ({ first: 5, filter })),
];

describe('no question reads a collection from end to end', () => {
  it.each(['permits', 'refugees', 'security', 'stability'])('of a resolver of %s', async (name) => {
    const { definition, open } = agency(name);
    const names = Object.keys(definition.createLoaders(open) as object);
    expect(names.length).toBeGreaterThan(3);
    const scans = await scansDuring(agency(name), async () => {
      for (const each of names) await useLoader(each, (definition.createLoaders(open) as Doc)[each]);
    });
    expect(scans).toEqual([]);
  });

  it.each(['permits', 'refugees', 'security'])(
    'of the roll-ups of %s',
    async (name) => {
      const { open } = agency(name);
      const scans = await scansDuring(agency(name), async () => {
        await open.rollups.finish(areas, [await open.rollups.announce(areas)]);
        await open.rollups.repair();
        await open.rollups.catchUp();
        await open.rollups.rebuild();
      });
      expect(scans).toEqual([]);
    },
    60_000,
  );

  it.each([
    ['permits', 'permits', 'permits-good.csv'],
    ['permits', 'lodgings', 'lodgings-good.csv'],
    ['refugees', 'refugees', 'refugees-good.csv'],
    ['security', 'incidents', 'incidents-good.csv'],
    ['security', 'polling-stations', 'polling-stations-good.csv'],
    ['stability', 'area-figures', 'area-figures-good.csv'],
  ])('of an import into %s: %s', async (name, kind, file) => {
    const { definition, open } = agency(name);
    const found = definition.imports.find((each) => each.kind === kind);
    if (found === undefined) throw new Error(`no import ${kind}`);
    const path = join(projectRoot, 'examples', 'import', file);
    const scans = await scansDuring(agency(name), () =>
      importFile({ definition: found, open, file: path, rejectFile: null }),
    );
    expect(scans).toEqual([]);
  });

  it.each([
    ['permits', 'permits', 'permits-good.csv', 'permit_holders'],
    ['refugees', 'refugees', 'refugees-good.csv', 'registration_cases'],
  ])('of taking records and what they refer to out of %s: %s', async (name, kind, file, referredTo) => {
    const { definition, open } = agency(name);
    const found = definition.imports.find((each) => each.kind === kind);
    if (found === undefined) throw new Error(`no import ${kind}`);
    const path = join(projectRoot, 'examples', 'import', file);
    const before = await open.connection.collection(referredTo).countDocuments();
    await importFile({ definition: found, open, file: path, rejectFile: null });
    const { collection } = found.record;
    const numbers = (await open.connection.collection<{ _id: string }>(collection).find().toArray()).map(
      ({ _id }) => _id,
    );
    const scans = await scansDuring(agency(name), async () => {
      await deleteBatch(open.connection, collection, numbers.slice(0, 500), () => Promise.resolve());
      await removeReleased(open.connection, Date.now() + 3_600_000);
    });
    expect(scans).toEqual([]);
    expect(await open.connection.collection(referredTo).countDocuments()).toBeLessThan(before);
  });

  it('would be found if one did', async () => {
    const { open } = agency('permits');
    const scans = await scansDuring(agency('permits'), () =>
      open.connection.collection('stay_permits').findOne({ indexCode: 'C312' }),
    );
    expect(scans).toHaveLength(1);
  });
});

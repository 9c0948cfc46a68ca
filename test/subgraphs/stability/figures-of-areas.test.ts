import { randomUUID } from 'node:crypto';

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { type RunningStore, startStore } from '../../../store/main';
import { importFile } from '../../../subgraphs/import/import-file';
import { type OpenSubgraph, openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { stability } from '../../../subgraphs/stability';
import { areaFiguresImport } from '../../../subgraphs/stability/area-figures-import';
import { FiguresOfAreas } from '../../../subgraphs/stability/figures-of-areas';
import type { StabilityModels } from '../../../subgraphs/stability/models';

let store: RunningStore | undefined;
let open: OpenSubgraph<StabilityModels>;
beforeAll(async () => {
  if (process.env.MONGODB_URI === undefined) store = await startStore({ port: 0, memory: true });
});
afterAll(() => store?.stop());
beforeEach(async () => {
  const mongodbUri = store?.uri ?? process.env.MONGODB_URI ?? '';
  const databasePrefix = `figures_${randomUUID().slice(0, 8)}`;
  open = await openSubgraph(stability, { mongodbUri, embedded: store !== undefined, databasePrefix });
});
afterEach(async () => {
  await open.connection.dropDatabase();
  await open.close();
});

const sample = 'examples/import/area-figures-good.csv';
const importSample = () => importFile({ definition: areaFiguresImport, open, file: sample, rejectFile: null });
const populationsOf = async (figures: FiguresOfAreas, codes: readonly string[]) => {
  const known = await figures.of(codes);
  return codes.map((code) => known.get(code)?.population ?? null);
};

describe('figures of areas', () => {
  it('are the built-in ones of East Jakarta until others are imported, and none elsewhere', async () => {
    const figures = new FiguresOfAreas(open.models.AreaFigures);
    expect(await populationsOf(figures, ['31.75', '32.76'])).toEqual([3_230_417, null]);
  });

  it('are what was imported, once the minute is over for which the former ones are remembered', async () => {
    let now = 0;
    const figures = new FiguresOfAreas(open.models.AreaFigures, () => now);
    expect(await populationsOf(figures, ['32.76', '32.76.05.1001'])).toEqual([null, null]);
    expect(await importSample()).toMatchObject({ new: 3, rejected: 0 });
    now = 30_000;
    expect(await populationsOf(figures, ['32.76'])).toEqual([null]);
    now = 60_001;
    expect(await populationsOf(figures, ['32.76', '32.76.05.1001', '31.75'])).toEqual([2_145_400, 48_210, 3_230_417]);
  });

  it('cost one command for any number of areas, and none when they are asked for again', async () => {
    let reads = 0;
    open.models.AreaFigures.find = ((find) =>
      function (this: unknown, ...args: unknown[]) {
        reads += 1;
        return (find as (...given: unknown[]) => unknown).apply(open.models.AreaFigures, args);
      })(open.models.AreaFigures.find.bind(open.models.AreaFigures)) as never;
    const figures = new FiguresOfAreas(open.models.AreaFigures);
    const districts = open.areas.within(null, 'DISTRICT');
    await figures.of(districts);
    await figures.of(districts);
    expect(reads).toBe(1);
  });

  it('come in again unchanged', async () => {
    await importSample();
    expect(await importSample()).toMatchObject({ new: 0, changed: 0, unchanged: 3 });
  });
});

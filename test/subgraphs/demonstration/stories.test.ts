import { beforeAll, describe, expect, it } from '@jest/globals';

import { subgraphDefinitions } from '../../../subgraphs/all-subgraphs';
import { tellStories, tellStory } from '../../../subgraphs/demonstration/tell-story';
import { type AreaCatalogue, loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { isWithin } from '../../../subgraphs/shared/area-code';
import type { DemonstrationStory } from '../../../subgraphs/shared/demonstration-story';

let areas: AreaCatalogue;
let stories: DemonstrationStory[];
beforeAll(async () => {
  areas = await loadAreaCatalogue();
  stories = tellStories('national', 1, areas).map((tell) => tell());
});

const recordsOf = (story: DemonstrationStory) =>
  subgraphDefinitions.flatMap((definition) =>
    Object.entries(definition.demonstration(story)).flatMap(([collection, rows]) =>
      rows.map((row) => ({ collection, row: row as { _id: string; areaPath?: string[]; areaCode?: string } })),
    ),
  );
const some = (): DemonstrationStory[] =>
  stories.filter(({ city }) => ['13.74', '31.01', '31.75', '94.08'].includes(city));

describe('the demonstration at the size of the country', () => {
  it('has a story for each of the 514 cities, over villages that exist', () => {
    expect(stories.map(({ city }) => city)).toEqual(areas.within(null, 'CITY'));
    const villages = stories.flatMap((story) => story.villages.map(({ code }) => code));
    expect(villages).toEqual(areas.within(null, 'VILLAGE'));
  });

  it('invents residents that sum to a country of 270 to 300 million, and leaves East Jakarta its own', () => {
    const residents = stories.flatMap(({ villages }) => villages.map(({ population }) => population));
    const sum = residents.reduce((total, number) => total + number, 0);
    expect(sum).toBeGreaterThan(270_000_000);
    expect(sum).toBeLessThan(300_000_000);
    expect(stories.find(({ city }) => city === '31.75')?.villages).toEqual(tellStory(1, '2024-10-31').villages);
  });

  it('says of every figure that it is invented', () => {
    const told = some().flatMap((story) => recordsOf(story).filter(({ collection }) => collection === 'area_figures'));
    expect(told.length).toBeGreaterThan(50);
    expect(told.filter(({ row }) => !(row as { source?: string }).source?.startsWith('Synthetic'))).toEqual([]);
    expect(told.filter(({ row }) => isWithin(row._id, '31.75'))).toEqual([]);
  });

  it('gives no number to two records, and places each in the city whose story it is', () => {
    const seen = new Set<string>();
    for (const story of some()) {
      for (const { collection, row } of recordsOf(story)) {
        expect(seen.has(`${collection}/${row._id}`)).toBe(false);
        seen.add(`${collection}/${row._id}`);
        if (row.areaCode !== undefined) expect(isWithin(row.areaCode, story.city)).toBe(true);
      }
    }
    expect(seen.size).toBeGreaterThan(5_000);
  });

  it('is the same for the same seed and another for another', () => {
    const told = (seed: number) =>
      tellStories('national', seed, areas)
        .map((tell) => tell())
        .filter(({ city }) => city === '31.01')
        .map(recordsOf);
    expect(told(1)).toEqual(told(1));
    expect(told(2)).not.toEqual(told(1));
  });
});

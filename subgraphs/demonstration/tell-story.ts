import type { AreaCatalogue } from '../shared/area-catalogue';
import { type AreaCode, areaLevelOf, parentOf } from '../shared/area-code';
import { addMonths, type Day, firstDayOf, monthOf } from '../shared/calendar';
import { type DemonstrationStory, StoryRandom, type StoryVillage } from '../shared/demonstration-story';
import { areasWithFigures, figuresOf } from '../stability/area-figures';
import { inventedResidents } from './invented-residents';

/** The demonstration's last day: the end of the month of the Timpora meeting, four weeks before the vote. */
export const demonstrationDay: Day = '2024-10-31';

/** One city as it is, or every city of the country. */
export const scales = ['city', 'national'] as const;
export type Scale = (typeof scales)[number];

const eastJakarta: AreaCode = '31.75';

/** The story of a seed, over the villages of East Jakarta. */
export function tellStory(seed: number, today: Day): DemonstrationStory {
  const villages = areasWithFigures()
    .filter((code) => areaLevelOf(code) === 'VILLAGE')
    .map((code) => villageOf(code, figuresOf(code)?.population ?? 0));
  return {
    seed,
    today,
    firstDay: firstDayOf(addMonths(monthOf(today), -13)),
    city: eastJakarta,
    villages,
    backlogDistrict: '31.75.06',
    shelterIncidentDistrict: '31.75.03',
    quietDistrict: '31.75.02',
    residentsAreInvented: false,
    size: 1,
    count: (number) => number,
    number: (prefix, running) => `${prefix}-${running}`,
    random: (topic) => new StoryRandom(`${seed}/${topic}`),
  };
}

/** The stories of a scale, one a city: what is held of a country at a time is one city. */
export function tellStories(scale: Scale, seed: number, areas: AreaCatalogue): readonly (() => DemonstrationStory)[] {
  if (scale === 'city') return [() => tellStory(seed, demonstrationDay)];
  return areas.within(null, 'CITY').map((city) => () => tellStoryOf(city, seed, areas));
}

/** The same story in any city: its parts are played by districts that the seed chooses. */
function tellStoryOf(city: AreaCode, seed: number, areas: AreaCatalogue): DemonstrationStory {
  const own = tellStory(seed, demonstrationDay);
  const isOwn = city === own.city;
  const villages = isOwn ? own.villages : inventedVillages(city, seed, areas);
  const size = residentsOf(villages) / residentsOf(own.villages);
  const parts = isOwn ? {} : chooseDistricts(city, seed, areas);
  return {
    ...own,
    ...parts,
    city,
    villages,
    residentsAreInvented: !isOwn,
    size,
    count: (number, dense) => Math.round(number * size * dense),
    number: (prefix, running) => `${prefix}-${city.replace('.', '')}-${running}`,
    random: (topic) => new StoryRandom(`${seed}/${city}/${topic}`),
  };
}

function inventedVillages(city: AreaCode, seed: number, areas: AreaCatalogue): StoryVillage[] {
  const random = new StoryRandom(`${seed}/${city}/residents`);
  return areas.within(city, 'VILLAGE').map((code) => villageOf(code, inventedResidents(code, random)));
}

// Where a city has two districts only, none is the quiet one.
function chooseDistricts(city: AreaCode, seed: number, areas: AreaCatalogue) {
  const districts = areas.within(city, 'DISTRICT');
  const first = new StoryRandom(`${seed}/${city}/districts`).integer(0, districts.length - 1);
  const nth = (step: number): string => districts[(first + step) % districts.length] ?? '';
  return {
    backlogDistrict: nth(0),
    shelterIncidentDistrict: nth(1),
    quietDistrict: districts.length > 2 ? nth(2) : '',
  };
}

function villageOf(code: AreaCode, population: number): StoryVillage {
  return { code, district: parentOf(code) ?? '', population };
}

function residentsOf(villages: readonly StoryVillage[]): number {
  return villages.reduce((sum, { population }) => sum + population, 0);
}

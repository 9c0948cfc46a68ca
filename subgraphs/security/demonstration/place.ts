import { areaPath } from '../../shared/area-code';
import type { DemonstrationStory, StoryVillage } from '../../shared/demonstration-story';

export type Choices<Item> = readonly (readonly [Item, number])[];

/** The villages by population, each district's counted as often as `factor` says. */
export function villagesBy(
  { villages }: DemonstrationStory,
  factor: (village: StoryVillage) => number = () => 1,
): Choices<StoryVillage> {
  return villages.map((village) => [village, village.population * factor(village)]);
}

export const place = ({ code }: StoryVillage) => ({ areaCode: code, areaPath: [...areaPath(code)] });

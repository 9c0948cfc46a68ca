import { tellStory as tellStoryOf } from '../../../subgraphs/demonstration/tell-story';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { parentOf } from '../../../subgraphs/shared/area-code';
import type { Day } from '../../../subgraphs/shared/calendar';
import type { DemonstrationStory } from '../../../subgraphs/shared/demonstration-story';
import { figuresOf } from '../../../subgraphs/stability/area-figures';

/** A story over the villages of East Jakarta, 14 months up to `today`. */
export async function tellStory(
  seed: number,
  { firstDay, today }: { firstDay: Day; today: Day } = { firstDay: '2023-09-01', today: '2024-10-31' },
): Promise<DemonstrationStory> {
  const codes = (await loadAreaCatalogue()).within('31.75', 'VILLAGE');
  const villages = codes.map((code) => ({
    code,
    district: parentOf(code) ?? '',
    population: figuresOf(code)?.population ?? 0,
  }));
  return { ...tellStoryOf(seed, today), firstDay, villages };
}

import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import { parentOf } from '../../../subgraphs/shared/area-code';
import type { Day } from '../../../subgraphs/shared/calendar';
import { type DemonstrationStory, StoryRandom } from '../../../subgraphs/shared/demonstration-story';
import { figuresOf } from '../../../subgraphs/stability/area-figures';

/** A story over the villages of East Jakarta, 14 months up to `today`. */
export async function tellStory(
  seed: number,
  { firstDay, today }: { firstDay: Day; today: Day } = { firstDay: '2023-09-01', today: '2024-10-31' },
): Promise<DemonstrationStory> {
  const codes = (await loadAreaCatalogue()).within('31.75', 'VILLAGE');
  return {
    seed,
    today,
    firstDay,
    city: '31.75',
    villages: codes.map((code) => ({
      code,
      district: parentOf(code) ?? '',
      population: figuresOf(code)?.population ?? 0,
    })),
    backlogDistrict: '31.75.06',
    shelterIncidentDistrict: '31.75.03',
    quietDistrict: '31.75.02',
    random: (topic) => new StoryRandom(`${seed}/${topic}`),
  };
}

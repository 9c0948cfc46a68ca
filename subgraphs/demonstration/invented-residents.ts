import type { AreaCode } from '../shared/area-code';
import type { StoryRandom } from '../shared/demonstration-story';

/**
 * Residents of a village, invented: a kelurahan (its number begins with 1) has some thousands, a desa fewer, and a few of
 * each are very large. Over all of Indonesia they sum to about its 280 million.
 */
export function inventedResidents(village: AreaCode, random: StoryRandom): number {
  const { typical, spread } =
    village.charAt(9) === '1' ? { typical: 7_600, spread: 0.85 } : { typical: 1_950, spread: 0.75 };
  return Math.min(150_000, Math.round(typical * Math.exp(spread * normal(random))));
}

/** A number of the standard normal law (Box and Muller). */
function normal(random: StoryRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

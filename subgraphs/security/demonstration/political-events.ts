import type { DemonstrationStory, StoryRandom } from '../../shared/demonstration-story';
import type { PoliticalEventRow } from '../models/PoliticalEvent';
import type { PoliticalEventKind } from '../security-vocabulary';
import { place, villagesBy } from './place';
import { lengthOf, monthsOf, overlap, phase, type Span } from './story-time';

/**
 * Lawful political life: peaceful protests and civic education all year, rallies, meetings and debates in the campaign.
 * It is spread by population alone, the quiet district included, and moves no signal.
 */
export function makePoliticalEvents(story: DemonstrationStory): PoliticalEventRow[] {
  const random = story.random('security/political-events');
  const where = villagesBy(story);
  return monthsOf(story)
    .flatMap((month) => [...everyMonth(random, month, month.share), ...inCampaign(random, month)])
    .flatMap(({ kind, count, when }) =>
      Array.from({ length: story.count(count, 1) }, () => ({
        ...place(random.weighted(where)),
        kind,
        heldOn: random.day(when.first, when.last),
      })),
    )
    .sort((one, other) => (one.heldOn < other.heldOn ? -1 : Number(one.heldOn > other.heldOn)))
    .map((event, index) => ({ _id: story.number('POL', 50_001 + index), ...event }));
}

interface Planned {
  readonly kind: PoliticalEventKind;
  readonly count: number;
  readonly when: Span;
}

function everyMonth(random: StoryRandom, when: Span, share: number): Planned[] {
  return [
    { kind: 'PEACEFUL_PROTEST', count: Math.round(share * random.integer(8, 16)), when },
    { kind: 'CIVIC_EDUCATION', count: Math.round(share * random.integer(4, 9)), when },
  ];
}

function inCampaign(random: StoryRandom, month: Span): Planned[] {
  const when = overlap(month, phase('CAMPAIGN'));
  if (when === null) return [];
  const weeks = lengthOf(when) / 7;
  return [
    { kind: 'CAMPAIGN_RALLY', count: Math.round(weeks * random.integer(5, 8)), when },
    { kind: 'CAMPAIGN_MEETING', count: Math.round(weeks * random.integer(16, 24)), when },
    { kind: 'CANDIDATE_DEBATE', count: Math.round(weeks / 3), when },
    { kind: 'PEACEFUL_PROTEST', count: Math.round(weeks * random.integer(1, 3)), when },
  ];
}

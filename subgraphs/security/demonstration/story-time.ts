import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  monthOf,
  monthsBetween,
} from '../../shared/calendar';
import type { DemonstrationStory } from '../../shared/demonstration-story';
import { pilkadaDki2024 } from '../election-figures';
import type { ElectionPhaseKind } from '../security-vocabulary';

export interface Span {
  readonly first: Day;
  readonly last: Day;
}

/** A month of the story, cut to the days that belong to it; `share` is how much of the month that is. */
export interface StoryMonth extends Span {
  readonly share: number;
}

export function monthsOf({ firstDay, today }: DemonstrationStory): StoryMonth[] {
  const months = monthsBetween(monthOf(firstDay), monthOf(today)) + 1;
  return Array.from({ length: months }, (_, index) => {
    const month = addMonths(monthOf(firstDay), index);
    const first = later(firstDayOf(month), firstDay);
    const last = earlier(lastDayOf(month), today);
    return {
      first,
      last,
      share: lengthOf({ first, last }) / lengthOf({ first: firstDayOf(month), last: lastDayOf(month) }),
    };
  });
}

/** The two months up to the eve of the vote, or up to today while the vote is ahead: when the cluster happens. */
export function weeksBeforeVote({ today }: DemonstrationStory): Span {
  const last = earlier(today, addDays(pilkadaDki2024.votingDay, -1));
  return { first: addDays(last, -60), last };
}

export function phase(kind: ElectionPhaseKind): Span {
  const found = pilkadaDki2024.phases.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`the calendar has no ${kind}`);
  return { first: found.from, last: found.to };
}

/** What two spans have in common; null when they do not meet. */
export function overlap(one: Span, other: Span): Span | null {
  const first = later(one.first, other.first);
  const last = earlier(one.last, other.last);
  return first <= last ? { first, last } : null;
}

export function lengthOf({ first, last }: Span): number {
  return daysBetween(first, last) + 1;
}

/** A day that the story has reached; null for one still ahead. */
export function reached(day: Day, { today }: DemonstrationStory): Day | null {
  return day <= today ? day : null;
}

export const earlier = (one: Day, other: Day): Day => (one < other ? one : other);
const later = (one: Day, other: Day): Day => (one > other ? one : other);

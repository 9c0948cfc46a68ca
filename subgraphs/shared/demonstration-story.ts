import { createHash } from 'node:crypto';

import { addDays, type Day, daysBetween } from './calendar';

/** A village of the demonstration's city, with what records are spread by. */
export interface StoryVillage {
  readonly code: string;
  readonly district: string;
  readonly population: number;
}

/**
 * What the synthetic records of all agencies tell together, so that an analyst finds it again:
 * one district where permit and document renewals fall behind, one with incidents around shelters before the vote,
 * and a quiet one with many foreigners and no risk.
 */
export interface DemonstrationStory {
  readonly seed: number;
  /** The last day of the records; all of them lie in the 14 months up to it, or began earlier. */
  readonly today: Day;
  readonly firstDay: Day;
  readonly city: string;
  readonly villages: readonly StoryVillage[];
  readonly backlogDistrict: string;
  readonly shelterIncidentDistrict: string;
  readonly quietDistrict: string;
  /** Whether the villages' residents are invented with the records: true outside East Jakarta. */
  readonly residentsAreInvented: boolean;
  /** The city's residents, with East Jakarta's as 1. */
  readonly size: number;
  /**
   * How many records a city of this size has where East Jakarta has `number`. In a story of the whole country `dense`
   * says how many times as many there are for the same residents; East Jakarta's own story has `number`.
   */
  readonly count: (number: number, dense: number) => number;
  /** An agency's own number of a record; among many cities it holds the city's digits. */
  readonly number: (prefix: string, running: number | string) => string;
  /** A random source of its own for each topic: one topic's records do not move when another's change. */
  readonly random: (topic: string) => StoryRandom;
}

/** Deterministic random numbers (mulberry32), seeded by text. */
export class StoryRandom {
  private state: number;
  constructor(seed: string) {
    this.state = createHash('sha256').update(seed).digest().readUInt32LE(0);
  }

  /** From 0 up to but not including 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.integer(0, items.length - 1)] ?? items[0];
  }

  /** An item by weights that need not sum to 1. */
  weighted<Item>(choices: readonly (readonly [Item, number])[]): Item {
    let left = this.next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [item, weight] of choices) {
      left -= weight;
      if (left < 0) return item;
    }
    const last = choices.at(-1);
    if (last === undefined) throw new Error('weighted needs a choice');
    return last[0];
  }

  /** A day from `first` to `last`, both included. */
  day(first: Day, last: Day): Day {
    return addDays(first, this.integer(0, Math.max(0, daysBetween(first, last))));
  }
}

import { assessArea } from '../assess-area';
import { cityIn } from '../assessment-file';
import type { AssessmentInput, NamedAreaMonth } from '../assessment-input';
import { measureAll } from '../measure';
import { Random } from '../random';
import { ranksOf } from '../rank-intervals';
import type { RiskMethod } from '../risk-method';
import { drawIndex, drawMethod } from './draw-index';

/** Some of the draws. Each chunk has random numbers of its own, so threads may share chunks between them in any way. */
export interface Chunk {
  readonly number: number;
  readonly draws: number;
}

/** One list for each area of the input, draw by draw; empty where the area has no index. */
export interface DrawnChunk {
  readonly indices: readonly Float64Array[];
  /** Among the areas of the same month. */
  readonly ranks: readonly Uint32Array[];
}

export function drawChunk(input: AssessmentInput, method: RiskMethod, seed: string, chunk: Chunk): DrawnChunk {
  const random = new Random(`${seed}/${chunk.number}`);
  const measured = input.areas.map((area) => measureIfAssessed(area, input, method));
  const lengths = measured.map((measures) => (measures ? chunk.draws : 0));
  const indices = lengths.map((length) => new Float64Array(length));
  const ranks = lengths.map((length) => new Uint32Array(length));
  const months = placesByMonth(input.areas.map(({ period }, at) => (measured[at] ? period : null)));
  for (let draw = 0; draw < chunk.draws; draw++) {
    const drawn = drawMethod(method, random);
    const values = measured.map((measures) => (measures ? (drawIndex(measures, drawn, random) ?? NaN) : NaN));
    values.forEach((value, at) => put(indices[at], draw, value));
    for (const places of months) {
      ranksOf(places.map((at) => values[at] ?? NaN)).forEach((rank, at) => put(ranks[places[at] ?? -1], draw, rank));
    }
  }
  return { indices, ranks };
}

function measureIfAssessed(area: NamedAreaMonth, input: AssessmentInput, method: RiskMethod) {
  const city = cityIn(input, area.period);
  return assessArea(area, city, method).status === 'OK' ? measureAll(area, city, method) : null;
}

function placesByMonth(periods: readonly (string | null)[]): readonly (readonly number[])[] {
  const places = new Map<string, number[]>();
  periods.forEach((period, at) => {
    if (period !== null) places.set(period, [...(places.get(period) ?? []), at]);
  });
  return [...places.values()];
}

function put(list: Float64Array | Uint32Array | undefined, at: number, value: number): void {
  if (list && at < list.length) list[at] = value;
}

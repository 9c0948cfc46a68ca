import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { AssessmentInput } from '../../../../../subgraphs/stability/method/assessment-input';
import { asri1 } from '../../../../../subgraphs/stability/method/method-version';
import { drawChunk } from '../../../../../subgraphs/stability/method/robustness/draw-chunk';
import { anyArea, anyCity } from '../arbitraries';
import { goldenInput } from '../golden/golden';

const input = goldenInput as AssessmentInput;

describe('drawChunk', () => {
  it('draws each area as often as the chunk says, and the same for the same seed', () => {
    const { indices } = drawChunk(input, asri1, 'seed', { number: 0, draws: 40 });
    expect(indices.map((drawn) => drawn.length)).toEqual([40, 40, 40]);
    expect(drawChunk(input, asri1, 'seed', { number: 0, draws: 40 }).indices).toEqual(indices);
    expect(drawChunk(input, asri1, 'seed', { number: 1, draws: 40 }).indices).not.toEqual(indices);
  });

  it('ranks areas within their month only', () => {
    const { ranks } = drawChunk(input, asri1, 'seed', { number: 0, draws: 40 });
    const [jatinegara, september, cakung] = ranks.map((drawn) => [...drawn]);
    expect(september).toEqual(Array(40).fill(1));
    expect(jatinegara?.map((rank, at) => rank + (cakung?.[at] ?? 0))).toEqual(Array(40).fill(3));
  });

  it('draws nothing for an area without an index, and every draw for one that has exactly half of a dimension', () => {
    const [first] = input.areas;
    if (!first) throw new Error('no area');
    const without = { ...first, code: '31.75.01', cells: { ...first.cells, C1: null, C2: null, C3: null } };
    const half = { ...first, code: '31.75.02', cells: { ...first.cells, C1: null, C2: null } };
    const { indices } = drawChunk({ ...input, areas: [without, half] }, asri1, 'seed', { number: 0, draws: 40 });
    expect(indices[0]).toHaveLength(0);
    expect([...(indices[1] ?? [])].every((index) => index > 0)).toBe(true);
  });

  it('never draws an index that is no number from 0 to 10, whatever finite figures it is given', () => {
    fc.assert(
      fc.property(anyArea, anyCity, (area, city) => {
        const one = {
          cityPopulation: city.population,
          city: { [area.period]: city.cells },
          areas: [{ ...area, code: '31' }],
        };
        const { indices } = drawChunk(one, asri1, 'seed', { number: 0, draws: 5 });
        expect([...(indices[0] ?? [])].every((index) => index >= 0 && index <= 10)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

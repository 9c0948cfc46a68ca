import { describe, expect, it } from '@jest/globals';

import { assessArea } from '../../../../subgraphs/stability/method/assess-area';
import type { Cells } from '../../../../subgraphs/stability/method/cells';
import { goldenPlace } from './golden/golden';

const pooled = { x: null, n: null, pooled: true } as const;

const reliabilityWith = (cells: Cells, ageMonths: Record<string, number> = {}): [number, string] => {
  const { area, city } = goldenPlace('31.75.03@2024-10');
  const assessed = assessArea({ ...area, cells: { ...area.cells, ...cells }, ageMonths }, city);
  return [assessed.lackOfReliability, assessed.reliabilityGrade];
};

describe('the lack of reliability', () => {
  it('is 0, grade A, where every figure came and is fresh', () => {
    expect(reliabilityWith({})).toEqual([0, 'A']);
  });

  it('is 2, grade B, where all needs are pooled, as they nearly always are in a village', () => {
    expect(reliabilityWith({ V1: pooled, V2: pooled, V3: pooled, V4: pooled })).toEqual([2, 'B']);
  });

  it('counts a missing figure two and a half times a pooled one', () => {
    expect(reliabilityWith({ V1: null })).toEqual([1.25, 'A']);
    expect(reliabilityWith({ V1: pooled })).toEqual([0.5, 'A']);
  });

  it('grows with age for six months and no further', () => {
    expect(reliabilityWith({}, { C1: 3 })).toEqual([0.25, 'A']);
    expect(reliabilityWith({}, { C1: 6 })).toEqual([0.5, 'A']);
    expect(reliabilityWith({}, { C1: 60 })).toEqual([0.5, 'A']);
  });

  it('is grade C where half of every dimension is missing, and D where a dimension cannot be computed', () => {
    const half = { H1: null, V1: null, V2: null, C1: null };
    expect(reliabilityWith(half)).toEqual([5, 'C']);
    expect(reliabilityWith({ C1: null, C2: null, C3: null })).toEqual([3.75, 'D']);
  });
});

import { describe, expect, it } from '@jest/globals';

import { type AssessedMonth, trendAt } from '../../../../subgraphs/stability/method/trend';

const month = (period: string, index: number | null, se = 0.1): AssessedMonth => ({
  period,
  index,
  se: index === null ? null : se,
  reliabilityGrade: index === null ? 'D' : 'A',
});

describe('trendAt', () => {
  it.each([
    [4, 4.51, 'WORSENING'],
    [4.51, 4, 'IMPROVING'],
    [4, 4.5, 'STABLE'],
    [4, 4, 'STABLE'],
  ])('calls a move from %d to %d within three months %s', (then, now, direction) => {
    const trend = trendAt('2024-10', [month('2024-07', then), month('2024-10', now)]);
    expect(trend).toMatchObject({ direction, since: '2024-07', threshold: 0.5 });
    expect(trend?.change).toBeCloseTo(now - then, 12);
  });

  it('asks more of a change the less sure the two indices are', () => {
    const trend = trendAt('2024-10', [month('2024-07', 4, 0.3), month('2024-10', 4.6, 0.4)]);
    expect(trend?.threshold).toBeCloseTo(1.645 * 0.5, 12);
    expect(trend?.direction).toBe('STABLE');
  });

  it('compares calendar months, over the turn of a year too, whatever lies between', () => {
    const history = [month('2025-01', 6), month('2024-11', null), month('2024-10', 4)];
    expect(trendAt('2025-01', history)?.direction).toBe('WORSENING');
  });

  it('is null where one of the two months has no index or is not there', () => {
    expect(trendAt('2024-10', [month('2024-07', null), month('2024-10', 4)])).toBeNull();
    expect(trendAt('2024-10', [month('2024-07', 4), month('2024-10', null)])).toBeNull();
    expect(trendAt('2024-10', [month('2024-08', 4), month('2024-10', 6)])).toBeNull();
  });
});

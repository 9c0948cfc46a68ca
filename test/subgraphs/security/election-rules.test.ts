import { describe, expect, it } from '@jest/globals';

import { pilkadaDki2024 } from '../../../subgraphs/security/election-figures';
import { flagsCountOn } from '../../../subgraphs/security/election-rules';

describe('flagsCountOn', () => {
  it.each([
    ['2024-09-21', false],
    ['2024-09-22', true],
    ['2024-11-27', true],
    ['2024-12-16', true],
    ['2024-12-17', false],
  ])('says of %s: %s', (day, counts) => {
    expect(flagsCountOn([pilkadaDki2024], day)).toBe(counts);
  });

  it('needs an election, and both ends of its time', () => {
    const withoutEnd = { phases: pilkadaDki2024.phases.filter(({ kind }) => kind !== 'RECAPITULATION') };
    expect(flagsCountOn([], '2024-11-01')).toBe(false);
    expect(flagsCountOn([withoutEnd], '2024-11-01')).toBe(false);
    expect(flagsCountOn([withoutEnd, pilkadaDki2024], '2024-11-01')).toBe(true);
  });
});

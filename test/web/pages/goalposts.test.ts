import { readFileSync } from 'node:fs';

import { expect, it } from '@jest/globals';

import { goalposts } from '../../../web/pages/method/goalposts';

it('the method page tells the goalposts of the method in force', () => {
  const { indicators } = JSON.parse(readFileSync('subgraphs/stability/method/versions/asri-1.json', 'utf8'));
  expect(goalposts.map(({ id, agency, low, high }) => ({ id, agency, goalposts: { low, high } }))).toEqual(
    indicators.map(({ id, agency, goalposts }: any) => ({ id, agency, goalposts })),
  );
});

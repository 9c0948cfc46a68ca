import type { Expected } from '../support/scenarios';
import { wells } from './subgraphs';

const fills = { wellCosts: wells.map(({ depth }) => ({ fill: depth * 3 })) };

export const expected: Record<string, Expected> = {
  OneSkipped: { data: fills, variables: { skip: true } },
  NoneSkipped: {
    data: { wellCosts: wells.map(({ depth }) => ({ dig: depth * 2, fill: depth * 3 })) },
    variables: { skip: false },
  },
  FragmentLeftOut: { data: fills, variables: { with: false } },
};

import type { Expected } from '../support/scenarios';
import { plots } from './subgraphs';

export const expected: Record<string, Expected> = {
  Moved: { data: { plots: plots.map(({ use, size }) => ({ use, size })) } },
};

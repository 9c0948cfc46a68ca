import type { Expected } from '../support/scenarios';
import { ships } from './subgraphs';

export const expected: Record<string, Expected> = {
  Names: {
    data: { boats: ships.map(({ name, crew }) => ({ name, crew })) },
    unlikeStock: 'the first key is taken even where it cannot be resolved',
  },
  FromElsewhere: { data: { ships: ships.map(({ crew }) => ({ crew })) } },
};

import type { Expected } from '../support/scenarios';

export const expected: Record<string, Expected> = {
  NotMoved: { data: { rows: [{ rate: 'old rate', fee: 'old fee' }] } },
};

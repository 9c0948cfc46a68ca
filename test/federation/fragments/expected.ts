import type { Expected } from '../support/scenarios';

const root = { label: 'root', weight: 1 };
const leaf = { label: 'leaf', weight: 2 };

export const expected: Record<string, Expected> = {
  Named: {
    data: {
      nodes: [
        { ...root, children: [leaf], parent: null },
        { ...leaf, children: [], parent: root },
      ],
    },
  },
  Merged: {
    data: {
      nodes: [
        { children: [{ id: '2', weight: 2, label: 'leaf' }], label: 'root' },
        { children: [], label: 'leaf' },
      ],
    },
  },
  Deep: {
    data: {
      nodes: [
        { parent: null },
        {
          parent: {
            children: [{ parent: { children: [{ parent: { weight: 1, children: [{ id: '2', weight: 2 }] } }] } }],
          },
        },
      ],
    },
  },
};

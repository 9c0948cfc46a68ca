import { expect } from '@jest/globals';

import type { Expected } from '../support/scenarios';
import { books, writers } from './subgraphs';

const nameOf = (id: string) => ({ name: writers.find((writer) => writer.id === id)?.name ?? null });

export const expected: Record<string, Expected> = {
  Completed: {
    data: { books: books.map(({ title, writer }) => ({ title, writer: nameOf(writer) })) },
    sent: (fetches) => {
      expect(fetches.map(({ subgraph }) => subgraph)).toEqual(['books', 'writers']);
      expect(fetches[1]?.variables.representations).toEqual(
        ['a', 'b', 'nobody'].map((id) => ({ __typename: 'Writer', id })),
      );
    },
  },
  NullsInLists: { data: { gaps: [null, { writer: nameOf('b'), title: 'Tides' }, null] } },
  ListsOfLists: {
    data: {
      shelves: [[{ isbn: '1', writer: nameOf('a') }, null], null, [], [{ isbn: '3', writer: nameOf('a') }]],
    },
  },
  KeyOnly: {
    data: { books: books.map(({ writer }) => ({ writer: { id: writer } })) },
    sent: (fetches) => expect(fetches).toHaveLength(1),
  },
  NotFoundNonNull: {
    data: { books: books.map(({ isbn, writer }) => ({ isbn, writer: writer === 'nobody' ? null : { books: 7 } })) },
    errors: [{ path: ['books', 3, 'writer', 'books'], code: 'SUBGRAPH_INVALID_RESPONSE' }],
  },
};

import { entity, subgraph } from '../support/resolve';

export const books = [
  { isbn: '1', title: 'Dunes', writer: 'a' },
  { isbn: '2', title: 'Tides', writer: 'b' },
  { isbn: '3', title: 'Winds', writer: 'a' },
  { isbn: '4', title: 'Rains', writer: 'nobody' },
];
export const writers = [
  { id: 'a', name: 'Ana' },
  { id: 'b', name: null },
];

export const subgraphs = {
  books: subgraph(
    `type Query { books: [Book] gaps: [Book] shelves: [[Book]] }
     type Book @key(fields: "isbn") { isbn: ID! title: String writer: Writer }
     type Writer @key(fields: "id", resolvable: false) { id: ID! }`,
    {
      Query: {
        books: () => books,
        gaps: () => [null, books[1], null],
        shelves: () => [[books[0], null], null, [], [books[2]]],
      },
      Book: { writer: ({ writer }: any) => ({ id: writer }), ...entity(books, 'isbn') },
    },
  ),
  writers: subgraph(`type Writer @key(fields: "id") { id: ID! name: String books: Int! }`, {
    Writer: { books: () => 7, ...entity(writers, 'id') },
  }),
};

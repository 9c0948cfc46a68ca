// A web shop over four subgraphs, of the kind that public benchmarks of federation gateways use. Its parts are plain
// texts, rows and functions, without a GraphQL library, so that a peer can serve them with its own copy of one.

type Row = Readonly<Record<string, unknown>>;
type Resolve = (parent: Row, args: Row) => unknown;
type Resolvers = Readonly<Record<string, Readonly<Record<string, Resolve>>>>;

export interface ShopSubgraph {
  readonly name: string;
  readonly sdl: string;
  readonly resolvers: Resolvers;
}

const userRows: readonly Row[] = ['Ratna Dewi', 'Bagus Putra', 'Sari Wulandari', 'Tomi Siregar', 'Lina Hartono', 'Agus']
  .map((name, at) => ({ id: String(at + 1), name, username: `${name.toLowerCase().split(' ')[0] ?? ''}${at}` }))
  .map((user, at) => ({ ...user, birthday: 631_152_000 + at * 31_536_000 }));

const productRows: readonly Row[] = [
  ['Rattan chair', 899, 100],
  ['Teak table', 1299, 1000],
  ['Brass lamp', 54, 50],
  ['Batik cloth', 15, 20],
  ['Bamboo shelf', 120, 250],
  ['Clay water jar', 49, 310],
  ['Woven mat', 29, 40],
  ['Iron wok', 35, 180],
  ['Coconut bowl', 9, 25],
].map(([name, price, weight], at) => ({ upc: String(at + 1), name, price, weight }));

const inStock: readonly boolean[] = [true, false, false, true, true, false, true, true, false];

// Everything was written by the first user. Products have 4, 4, 1, 2 and then no reviews.
const bodyLengths = [380, 240, 830, 144, 512, 377, 203, 645, 298, 761, 166];
const reviewedProducts = ['1', '1', '1', '1', '2', '2', '2', '2', '3', '4', '4'];
const reviewRows: readonly Row[] = bodyLengths.map((length, at) => ({
  id: String(at + 1),
  body: bodyOf(length, at),
  author: { id: '1', username: userRows[0]?.username },
  product: { upc: reviewedProducts[at] },
}));

const users = {
  byId: (id: unknown) => userRows.find((user) => user.id === id) ?? null,
  all: () => userRows,
};
const products = {
  byUpc: (upc: unknown) => productRows.find((product) => product.upc === upc) ?? null,
  first: (count: unknown) => productRows.slice(0, Number(count)),
};
const stock = {
  isInStock: ({ upc }: Row) => inStock[Number(upc) - 1] ?? null,
  // Free for what is dear, else by weight.
  shipping: ({ price, weight }: Row) => (Number(price) > 1000 ? 0 : Math.round(Number(weight) * 0.5)),
};
const reviews = {
  byId: (id: unknown) => reviewRows.find((review) => review.id === id) ?? null,
  byUser: () => reviewRows.slice(0, 2),
  byProduct: ({ upc }: Row) => reviewRows.filter(({ product }) => (product as Row).upc === upc),
};

const link = (imports: string): string =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [${imports}])\n`;

export const shopSubgraphs: readonly ShopSubgraph[] = [
  {
    name: 'accounts',
    sdl: `${link('"@key", "@shareable"')}
      type Query { me: User, user(id: ID!): User, users: [User] }
      type User @key(fields: "id") { id: ID!, name: String, username: String @shareable, birthday: Int }`,
    resolvers: {
      Query: { me: () => users.byId('1'), user: (_, { id }) => users.byId(id), users: () => users.all() },
      User: { __resolveReference: ({ id }) => users.byId(id) },
    },
  },
  {
    name: 'products',
    sdl: `${link('"@key"')}
      type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String!, name: String, price: Int, weight: Int }`,
    resolvers: {
      Query: { topProducts: (_, { first }) => products.first(first) },
      Product: { __resolveReference: ({ upc }) => products.byUpc(upc) },
    },
  },
  {
    name: 'inventory',
    sdl: `${link('"@key", "@external", "@requires"')}
      type Product @key(fields: "upc") {
        upc: String!
        price: Int @external
        weight: Int @external
        inStock: Boolean
        shippingEstimate: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Product: {
        __resolveReference: (reference) => reference,
        inStock: (product) => stock.isInStock(product),
        shippingEstimate: (product) => stock.shipping(product),
      },
    },
  },
  {
    name: 'reviews',
    sdl: `${link('"@key", "@external", "@provides"')}
      type Review @key(fields: "id") {
        id: ID!
        body: String
        author: User @provides(fields: "username")
        product: Product
      }
      type User @key(fields: "id") { id: ID!, username: String @external, reviews: [Review] }
      type Product @key(fields: "upc") { upc: String!, reviews: [Review] }`,
    resolvers: {
      Review: { __resolveReference: ({ id }) => reviews.byId(id) },
      User: { __resolveReference: (reference) => reference, reviews: () => reviews.byUser() },
      Product: { __resolveReference: (reference) => reference, reviews: (product) => reviews.byProduct(product) },
    },
  },
];

/** The same shop as one schema: what every gateway's answer must equal, and what no federation costs. */
export const shopMonolith: Omit<ShopSubgraph, 'name'> = {
  sdl: `
    type Query { me: User, user(id: ID!): User, users: [User], topProducts(first: Int = 5): [Product] }
    type User { id: ID!, name: String, username: String, birthday: Int, reviews: [Review] }
    type Product {
      upc: String!
      name: String
      price: Int
      weight: Int
      inStock: Boolean
      shippingEstimate: Int
      reviews: [Review]
    }
    type Review { id: ID!, body: String, author: User, product: Product }`,
  resolvers: {
    Query: {
      me: () => users.byId('1'),
      user: (_, { id }) => users.byId(id),
      users: () => users.all(),
      topProducts: (_, { first }) => products.first(first),
    },
    User: { reviews: () => reviews.byUser() },
    Product: {
      inStock: (product) => stock.isInStock(product),
      shippingEstimate: (product) => stock.shipping(product),
      reviews: (product) => reviews.byProduct(product),
    },
    Review: {
      author: ({ author }) => users.byId((author as Row).id),
      product: ({ product }) => products.byUpc((product as Row).upc),
    },
  },
};

/** Plain prose of exactly so many characters; here and there a quotation mark, an accent or a line break. */
function bodyOf(length: number, start: number): string {
  const words =
    'it came in good order and has stood in our front room since then we were told "two weeks" but it took four ' +
    'my neighbour asked where it is from and ordered one the café next door uses three of them and they hold well ' +
    'the finish is even\nthe joints are tight and nothing rattles when the lorry goes by';
  const pool = words.split(' ');
  const text = Array.from({ length: 200 }, (_, at) => pool[(at * 7 + start * 11) % pool.length]).join(' ');
  return text
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length, '.');
}

import { type GraphQLFieldResolver, GraphQLScalarType } from 'graphql';

import type { Subgraphs } from '../../federation/support/federation';

/**
 * A shop in four subgraphs. What each field is worth is said once, in `truth`; a subgraph answers with it, except where
 * a field requires others: there the subgraph computes from what it was sent, and the truth from the records.
 */
type Row = Record<string, any>;

const users: Row[] = [
  { id: '1', email: 'ana@x', name: 'Ana', friends: ['2', '3', '1'], favourite: 'g1' },
  { id: '2', email: 'ben@x', name: null, friends: ['1'], favourite: '3' },
  { id: '3', email: 'cy@x', name: 'Cy', friends: [], favourite: null },
  { id: '4', email: 'dee@x', name: 'Dee', friends: null, favourite: 'b2' },
].map((row) => ({ ...row, __typename: 'User' }));

const items: Row[] = [
  { __typename: 'Book', id: 'b1', title: 'Dunes', price: 12, size: { w: 3, h: 5 }, pages: 300, author: '1' },
  { __typename: 'Book', id: 'b2', title: null, price: 7, size: null, pages: 0, author: '2' },
  { __typename: 'Book', id: 'b3', title: 'Tides', price: null, size: { w: 1, h: null }, pages: null, author: null },
  {
    __typename: 'Gadget',
    id: 'g1',
    title: 'Lamp',
    price: 40,
    size: { w: 9, h: 2 },
    maker: 'Lux',
    rivals: ['g2', 'b1'],
  },
  { __typename: 'Gadget', id: 'g2', title: '', price: 0, size: { w: 0, h: 0 }, maker: null, rivals: [] },
  { __typename: 'Gadget', id: 'g3', title: 'Kite', price: 21, size: { w: 4, h: 4 }, maker: 'Air', rivals: null },
];

const reviews: Row[] = [
  { id: 'r1', body: 'good "quoted"', stars: 5, item: 'b1', author: '1' },
  { id: 'r2', body: 'bad', stars: 1, item: 'b1', author: '2' },
  { id: 'r3', body: null, stars: 3, item: 'g1', author: '1' },
  { id: 'r4', body: '', stars: 0, item: 'g3', author: '3' },
  { id: 'r5', body: 'long\nlines', stars: 4, item: 'b2', author: null },
  { id: 'r6', body: 'same', stars: 2, item: 'g1', author: '4' },
].map((row) => ({ ...row, __typename: 'Review' }));

const userBy = (key: string, value: unknown): Row | null => users.find((row) => row[key] === value) ?? null;
const itemBy = (id: unknown): Row | null => items.find((row) => row.id === id) ?? null;
const reviewBy = (id: unknown): Row | null => reviews.find((row) => row.id === id) ?? null;
const first = <Each>(list: Each[] | null, { first: count }: Row): Each[] | null => {
  if (list === null || count === undefined || count === null) return list;
  return list.slice(0, Math.max(0, count));
};

const priceIn = (price: number | null, currency: string | null | undefined): number | null =>
  price === null ? null : currency === 'USD' ? price * 2 : price;
const shippingOf = (price: number | null, size: Row | null, express: boolean | null | undefined): number | null =>
  price === null ? null : price + (size?.w ?? 1) * (size?.h ?? 1) + (express ? 100 : 0);
const trustOf = (name: string | null, friends: Row[] | null): number =>
  (name ?? '').length * 100 + (friends ?? []).reduce((sum, friend) => sum * 7 + Number(friend.id), 1);
const kinshipOf = (friends: Row[] | null, style: string | undefined | null): string =>
  `${style ?? 'PLAIN'}:${(friends ?? []).map(({ name }) => String(name)).join('+')}`;
const warrantyOf = (rivals: Row[] | null): string =>
  `${(rivals ?? []).map(({ __typename, id }) => `${__typename} ${id}`).join(',')}!`;

const itemTruth = {
  price: ({ price }: Row, { currency }: Row) => priceIn(price, currency),
  size: ({ size }: Row) => size,
  inStock: ({ id }: Row) => id !== 'b2' && id !== 'g3',
  shipping: ({ price, size }: Row, { express }: Row) => shippingOf(priceIn(price, 'USD'), size, express),
  tax: ({ price }: Row) => (price === null ? null : price * 10),
  reviews: ({ id }: Row, args: Row) =>
    first(
      reviews.filter(
        ({ item, stars }) => item === id && stars >= (args.by?.minStars ?? 0) && stars <= (args.by?.maxStars ?? 5),
      ),
      args,
    ),
  rating: ({ id }: Row) => {
    const stars = reviews.filter(({ item }) => item === id).map((review) => Number(review.stars));
    return stars.length === 0 ? null : stars.reduce((sum, each) => sum + each, 0) / stars.length;
  },
};

/** The value of each field that is more than a property, by type. */
export const truth: Readonly<Record<string, Readonly<Record<string, (row: Row, args: Row) => any>>>> = {
  Query: {
    items: (_, args) => first(items, args),
    item: (_, { id }) => itemBy(id),
    hits: () => [items[0], users[1], null, items[3], users[0], items[5]],
    me: () => users[0],
    users: (_, { ids }) => (ids === undefined || ids === null ? users : ids.map((id: unknown) => userBy('id', id))),
    topReviews: (_, args) => first(reviews, args),
    pairs: () => [[users[0], users[1]], [], [users[0], null]],
    stocked: () => [items[4], items[1]],
  },
  Book: { ...itemTruth, author: ({ author }) => userBy('id', author) },
  Gadget: {
    ...itemTruth,
    rivals: ({ rivals }, args) => first(rivals === null ? null : rivals.map(itemBy), args),
    warranty: ({ rivals }) => warrantyOf(first(rivals === null ? null : rivals.map(itemBy), { first: 1 })),
  },
  User: {
    name: ({ name }, { upper }) => (upper && name !== null ? name.toUpperCase() : name),
    friends: ({ friends }, args) =>
      first(friends === null ? null : friends.map((id: string) => userBy('id', id)), args),
    favourite: ({ favourite }) => itemBy(favourite) ?? userBy('id', favourite),
    reviews: ({ id }, args) =>
      first(
        reviews.filter(({ author }) => author === id),
        args,
      ),
    trust: ({ name, friends }) =>
      trustOf(name, first(friends === null ? null : friends.map((id: string) => userBy('id', id)), { first: 2 })),
    kinship: ({ friends }, { style }) =>
      kinshipOf(first(friends === null ? null : friends.map((id: string) => userBy('id', id)), { first: 1 }), style),
  },
  Review: {
    body: ({ body }, { length }) =>
      body === null || length === undefined || length === null ? body : body.slice(0, Math.max(0, length)),
    item: ({ item }) => itemBy(item),
    author: ({ author }) => userBy('id', author),
    extra: ({ id, stars }) => ({ id, stars, constructor: [id], nested: { zero: 0, no: false, empty: '' } }),
  },
};

export const truthResolver: GraphQLFieldResolver<Row, unknown> = (row, args, _context, { parentType, fieldName }) => {
  const own = truth[parentType.name]?.[fieldName];
  return own === undefined ? row[fieldName] : own(row, args);
};

/** The truth of the fields that a subgraph answers, with those in their place that it computes from what it is sent. */
function fields(type: string, names: readonly string[], own: Row = {}): Row {
  const told = names.map((name) => [
    name,
    (row: Row, args: Row) => (truth[type]?.[name] ?? (() => row[name]))(row, args),
  ]);
  return { ...Object.fromEntries(told), ...own };
}

const resolveType = { __resolveType: ({ __typename }: Row) => __typename };
/** The record of an entity, with what was sent under names that no record has. */
const entity = (find: (key: Row) => Row | null) => ({
  __resolveReference: (sent: Row) => {
    const row = find(sent);
    return row === null ? null : { ...row, sent };
  },
});

const itemFields = 'id: ID! title: String price(currency: Currency = EUR): Int size: Size';
const stockFields = `id: ID! inStock: Boolean shipping(express: Boolean): Int @requires(fields: "price(currency: USD) size { w h }")
  tax: Int @requires(fields: "price") price(currency: Currency = EUR): Int @external size: Size @external`;
const reviewFields = 'id: ID! reviews(first: Int, by: ReviewFilter): [Review!]! rating: Float';

export const shop: Subgraphs = {
  catalogue: {
    sdl: `
      type Query { items(first: Int): [Item!]! item(id: ID!): Item hits: [Hit] }
      enum Currency { EUR USD }
      type Size @shareable { w: Int h: Int }
      interface Item { ${itemFields} }
      type Book implements Item @key(fields: "id") { ${itemFields} pages: Int author: User }
      type Gadget implements Item @key(fields: "id") { ${itemFields} maker: String rivals(first: Int): [Item] }
      type User @key(fields: "id") { id: ID! }
      union Hit = Book | Gadget | User`,
    resolvers: {
      Query: fields('Query', ['items', 'item', 'hits']),
      Item: resolveType,
      Hit: resolveType,
      Book: fields(
        'Book',
        ['price', 'size', 'author'],
        entity(({ id }) => itemBy(id)),
      ),
      Gadget: fields(
        'Gadget',
        ['price', 'size', 'rivals'],
        entity(({ id }) => itemBy(id)),
      ),
    },
  },
  stock: {
    sdl: `
      type Query { stocked: [Stocked!] }
      enum Currency { EUR USD }
      type Size @shareable { w: Int h: Int }
      interface Item { id: ID! }
      interface Stocked { id: ID! inStock: Boolean shipping(express: Boolean): Int }
      type Book implements Stocked & Item @key(fields: "id") { ${stockFields} }
      type Gadget implements Stocked & Item @key(fields: "id") {
        ${stockFields} warranty: String @requires(fields: "rivals(first: 1) { __typename id }") rivals(first: Int): [Item] @external
      }`,
    resolvers: {
      Query: fields('Query', ['stocked']),
      Stocked: resolveType,
      Item: resolveType,
      Book: fields('Book', ['inStock'], { ...entity(({ id }) => itemBy(id)), ...computedStock() }),
      Gadget: fields('Gadget', ['inStock'], {
        ...entity(({ id }) => itemBy(id)),
        ...computedStock(),
        warranty: ({ sent }: Row) => warrantyOf(sent.rivals),
      }),
    },
  },
  people: {
    sdl: `
      type Query { me: User users(ids: [ID!]): [User] pairs: [[User]!] }
      type User @key(fields: "id") @key(fields: "email") {
        id: ID! email: String! name(upper: Boolean): String friends(first: Int): [User!] favourite: Hit
      }
      type Book @key(fields: "id", resolvable: false) { id: ID! }
      type Gadget @key(fields: "id", resolvable: false) { id: ID! }
      union Hit = Book | Gadget | User`,
    resolvers: {
      Query: fields('Query', ['me', 'users', 'pairs']),
      Hit: resolveType,
      User: fields(
        'User',
        ['name', 'friends', 'favourite'],
        entity((key) => userBy('email', key.email) ?? userBy('id', key.id)),
      ),
    },
  },
  reviews: {
    sdl: `
      type Query { topReviews(first: Int = 4): [Review] }
      scalar Anything
      enum Style { PLAIN LOUD }
      input ReviewFilter { minStars: Int = 0 maxStars: Int }
      interface Item { id: ID! reviews(first: Int, by: ReviewFilter): [Review!]! rating: Float }
      type Review @key(fields: "id") {
        id: ID! body(length: Int): String stars: Int! item: Item author: User extra: Anything
      }
      type Book implements Item @key(fields: "id") { ${reviewFields} }
      type Gadget implements Item @key(fields: "id") { ${reviewFields} }
      type User @key(fields: "email") {
        email: String! name(upper: Boolean): String @external friends(first: Int): [User!] @external
        reviews(first: Int): [Review!]
        trust: Int @requires(fields: "name friends(first: 2) { email }")
        kinship(style: Style): String @requires(fields: "friends(first: 1) { name }")
      }`,
    resolvers: {
      Query: fields('Query', ['topReviews']),
      Item: resolveType,
      Anything: new GraphQLScalarType({ name: 'Anything' }),
      Review: fields(
        'Review',
        ['body', 'item', 'author', 'extra'],
        entity(({ id }) => reviewBy(id)),
      ),
      Book: fields(
        'Book',
        ['reviews', 'rating'],
        entity(({ id }) => itemBy(id)),
      ),
      Gadget: fields(
        'Gadget',
        ['reviews', 'rating'],
        entity(({ id }) => itemBy(id)),
      ),
      User: fields('User', ['reviews'], {
        ...entity(({ email }) => userBy('email', email)),
        trust: ({ sent }: Row) =>
          trustOf(
            sent.name,
            sent.friends === null ? null : sent.friends.map(({ email }: Row) => userBy('email', email)),
          ),
        kinship: ({ sent }: Row, { style }: Row) => kinshipOf(sent.friends, style),
      }),
    },
  },
};

function computedStock(): Row {
  return {
    shipping: ({ sent }: Row, { express }: Row) => shippingOf(sent.price, sent.size, express),
    tax: ({ sent }: Row) => (sent.price === null ? null : sent.price * 10),
  };
}

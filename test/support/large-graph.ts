import { composeServices } from '@apollo/composition';
import { type FieldNode, Kind, type OperationDefinitionNode, parse, type SelectionSetNode } from 'graphql';

const entityTypes = 300;
export const subgraphCount = 8;
const leavesPerPart = 20;

/** The subgraphs that know a type; each has leaves and one list of other things of its own. */
const homesOf = (type: number): number[] => [0, 1, 3].map((offset) => (type + offset) % subgraphCount);
const listed = (type: number, home: number): number => (type * 7 + home * 3 + 1) % entityTypes;

/** 300 entity types over eight subgraphs, 18,000 fields, each field in one subgraph. */
export function largeSupergraph(urls: readonly string[]): string {
  const services = urls.map((url, home) => ({ name: `part${home}`, url, typeDefs: parse(subgraphSdl(home)) }));
  // That everything can be reached is plain from how the graph is made; to have it proved takes ten seconds.
  const { supergraphSdl, errors } = composeServices(services, { runSatisfiability: false });
  if (supergraphSdl === undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** The same with one field more, which nobody has asked for yet. */
export function withSpareLeaf(supergraph: string): string {
  return changed(supergraph, /^type T0\n[^{]*\{/m, '$& spare: String @join__field(graph: PART0)');
}

/** The same without one field of many types, which nobody asks for. */
export function withoutLeaf(supergraph: string): string {
  return changed(supergraph, /^ *p0leaf19\(.*\n/gm, '');
}

function changed(text: string, what: RegExp, by: string): string {
  const after = text.replace(what, by);
  if (after === text) throw new Error(`No ${String(what)} in the supergraph.`);
  return after;
}

function subgraphSdl(home: number): string {
  const types = Array.from({ length: entityTypes }, (_, type) => type);
  const own = types.filter((type) => homesOf(type).includes(home));
  const others = [...new Set(own.map((type) => listed(type, home)))].filter((type) => !own.includes(type));
  const roots = own.filter((type) => homesOf(type)[0] === home).map((type) => `thing${type}(id: ID!): T${type}`);
  const leaves = Array.from({ length: leavesPerPart }, (_, leaf) => `p${home}leaf${leaf}(unit: String): String`);
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key"])
    type Query { ${roots.join(' ')} }
    ${own.map((type) => `type T${type} @key(fields: "id") { id: ID! p${home}list: [T${listed(type, home)}!] ${leaves.join(' ')} }`).join('\n')}
    ${others.map((type) => `type T${type} @key(fields: "id", resolvable: false) { id: ID! }`).join('\n')}`;
}

/** As many different operations as there are types; each asks three subgraphs and follows a list to three others. */
export const largeGraphOperations: readonly string[] = Array.from({ length: entityTypes }, (_, type) => {
  const [first = 0, second = 0, third = 0] = homesOf(type);
  const item = homesOf(listed(type, second)).map((home) => `p${home}leaf1`);
  return `{ thing${type}(id: "${type}") {
    id p${first}leaf0 second: p${second}leaf2(unit: "m") p${third}leaf3 p${second}list { id ${item.join(' ')} }
  } }`;
});

/** What a subgraph, or all of them as one, answers to an operation. */
export function answerOf(query: string, representations: readonly { __typename: string; id: string }[] = []): object {
  const operation = parse(query).definitions[0] as OperationDefinitionNode;
  const [root] = operation.selectionSet.selections as FieldNode[];
  const set = root?.selectionSet ?? { kind: Kind.SELECTION_SET, selections: [] };
  if (root?.name.value === '_entities') {
    return { data: { _entities: representations.map(({ __typename, id }) => objectOf(__typename, id, set)) } };
  }
  const type = root?.name.value.replace('thing', 'T') ?? '';
  return { data: { [root?.name.value ?? '']: objectOf(type, type.slice(1), set) } };
}

function objectOf(type: string, id: string, { selections }: SelectionSetNode): object {
  return Object.assign(
    {},
    ...selections.map((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        return selection.typeCondition?.name.value === type ? objectOf(type, id, selection.selectionSet) : {};
      }
      return selection.kind === Kind.FIELD
        ? { [(selection.alias ?? selection.name).value]: valueOf(type, id, selection) }
        : {};
    }),
  ) as object;
}

function valueOf(type: string, id: string, { name: { value: name }, selectionSet }: FieldNode): unknown {
  if (name === '__typename') return type;
  if (name === 'id') return id;
  if (selectionSet === undefined) return `${name} of ${type} ${id}`;
  const target = `T${listed(Number(type.slice(1)), Number(/^p(\d+)list$/.exec(name)?.[1]))}`;
  return ['1', '2'].map((each) => objectOf(target, each, selectionSet));
}

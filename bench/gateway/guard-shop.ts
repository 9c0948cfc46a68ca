import { Kind, parse, print, visit } from 'graphql';

const links = `
  @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY)
  @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@listSize"])`;

const definitions = `
directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE | SCALAR | ENUM
directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
`;

/** The shop's supergraph with every field of Query behind sign-in and of a told size. */
export function guardShop(supergraph: string): string {
  const linked = supergraph.replace(/(@link\(url: "https:\/\/specs\.apollo\.dev\/link\/v1\.0"\))/, `$1${links}`);
  const { directives: added = [] } = fieldOf('@authenticated @listSize(assumedSize: 3)');
  const document = visit(parse(linked + definitions), {
    [Kind.OBJECT_TYPE_DEFINITION]: (type) => {
      if (type.name.value !== 'Query') return false;
      const fields = type.fields?.map((field) => ({ ...field, directives: [...(field.directives ?? []), ...added] }));
      return { ...type, ...(fields && { fields }) };
    },
  });
  return print(document);
}

function fieldOf(directives: string) {
  const [type] = parse(`type T { f: Int ${directives} }`).definitions;
  const field = type?.kind === Kind.OBJECT_TYPE_DEFINITION ? type.fields?.[0] : undefined;
  if (field === undefined) throw new Error('A type has a field.');
  return field;
}

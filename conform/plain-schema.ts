import { type DefinitionNode, isTypeDefinitionNode, isTypeExtensionNode, parse, print, visit } from 'graphql';

/**
 * The types of a schema without what libraries add when they tell it: the machinery of federation, the definitions of
 * directives, white space and order. Schemas that say the same of their types have the same text.
 */
export function plainSchema(sdl: string): string {
  const { definitions } = parse(sdl, { noLocation: true });
  return definitions.filter(isOwn).map(printed).toSorted().join('\n');
}

function isOwn(node: DefinitionNode): boolean {
  return (isTypeDefinitionNode(node) || isTypeExtensionNode(node)) && !/^(_|link__|federation__)/.test(node.name.value);
}

function printed(node: DefinitionNode): string {
  const plain = visit(node, {
    StringValue: (text) => ({ ...text, block: false }),
    FieldDefinition: ({ name }) => (name.value === '_entities' || name.value === '_service' ? null : undefined),
  });
  return print(plain).replace(/^extend /, '');
}

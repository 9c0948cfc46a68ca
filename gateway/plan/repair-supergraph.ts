import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type SchemaDefinitionNode,
  visit,
} from 'graphql';

/**
 * The planner's copy of a supergraph. It differs from the supergraph in two things, neither of which changes what the
 * supergraph means: of a type's keys those that can be resolved stand first, since the planner takes the first key it
 * meets; and features that say nothing about where data are (cost, rights of which none is in use, contexts of which no
 * argument is taken) are left out, since the planner refuses what it does not know.
 */
export function repairSupergraph(supergraph: DocumentNode): DocumentNode {
  const dropped = featuresToDrop(supergraph);
  const withoutTypes = ({ name }: { name: { value: string } }) => (isOf(name.value, dropped) ? null : undefined);
  return visit(supergraph, {
    SchemaDefinition: (node) => ({ ...node, directives: withoutLinks(node, dropped) }),
    SchemaExtension: (node) => node,
    ObjectTypeDefinition: (node) => ({ ...node, directives: resolvableFirst(node) }),
    InterfaceTypeDefinition: (node) => ({ ...node, directives: resolvableFirst(node as never) }),
    Directive: (node) => (isDropped(node.name.value, dropped) ? null : undefined),
    DirectiveDefinition: (node) => (isDropped(node.name.value, dropped) ? null : undefined),
    ScalarTypeDefinition: withoutTypes,
    EnumTypeDefinition: withoutTypes,
    InputObjectTypeDefinition: withoutTypes,
  });
}

interface Feature {
  readonly name: string;
  readonly namespace: string;
}

const unplanned = ['authenticated', 'requiresScopes', 'policy', 'cost', 'cacheTag', 'connect', 'context'];

function featuresToDrop(supergraph: DocumentNode): Feature[] {
  const schema = supergraph.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  return (schema?.directives ?? []).flatMap((directive) => {
    const identity = /([A-Za-z]+)\/v[0-9.]+$/.exec(text(directive, 'url') ?? text(directive, 'feature') ?? '')?.[1];
    if (directive.name.value !== 'link' || identity === undefined || !unplanned.includes(identity)) return [];
    return [{ name: text(directive, 'as') ?? identity, namespace: identity }];
  });
}

function isDropped(directive: string, dropped: readonly Feature[]): boolean {
  const isNamed = ({ name, namespace }: Feature): boolean =>
    directive === name || (namespace === 'cost' && directive === 'listSize');
  return dropped.some(isNamed) || isOf(directive, dropped);
}

/** A feature's own types, and directives that were not imported, are named after it. */
function isOf(name: string, dropped: readonly Feature[]): boolean {
  return dropped.some((feature) => name.startsWith(`${feature.name}__`));
}

function withoutLinks(node: SchemaDefinitionNode, dropped: readonly Feature[]): readonly ConstDirectiveNode[] {
  return (node.directives ?? []).filter(
    (directive) =>
      directive.name.value !== 'link' ||
      !dropped.some(({ namespace }) => new RegExp(`/${namespace}/v[0-9.]+$`).test(text(directive, 'url') ?? '')),
  );
}

function resolvableFirst(node: ObjectTypeDefinitionNode): readonly ConstDirectiveNode[] {
  const directives = node.directives ?? [];
  const keyed = (directive: ConstDirectiveNode): boolean => directive.name.value === 'join__type';
  const last = (directive: ConstDirectiveNode): boolean =>
    directive.arguments?.some(
      ({ name, value }) => name.value === 'resolvable' && value.kind === Kind.BOOLEAN && !value.value,
    ) ?? false;
  const types = directives.filter(keyed);
  return [...types.filter((each) => !last(each)), ...types.filter(last), ...directives.filter((each) => !keyed(each))];
}

function text(directive: ConstDirectiveNode, argument: string): string | undefined {
  const value = directive.arguments?.find(({ name }) => name.value === argument)?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

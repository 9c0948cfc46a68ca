import { type ConstDirectiveNode, type ConstValueNode, type DocumentNode, Kind } from 'graphql';

import { argumentOf, textOf } from './join-directives';

/**
 * The directives of features as a supergraph calls them: a link can give a feature a name of its own, and each directive
 * too. By the name in the supergraph, the directive's own name.
 * @param features by the feature's name in its address, the directives that are looked for.
 */
export function directiveNames(
  supergraph: DocumentNode,
  features: Readonly<Record<string, readonly string[]>>,
): ReadonlyMap<string, string> {
  const schema = supergraph.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const links = (schema?.directives ?? []).filter(({ name }) => name.value === 'link' || name.value === 'core');
  return new Map(
    links.flatMap((link) => {
      const url = textOf(link, 'url') ?? textOf(link, 'feature') ?? '';
      const feature = /([A-Za-z]+)\/v[0-9.]+$/.exec(url)?.[1] ?? '';
      const directives = Object.hasOwn(features, feature) ? (features[feature] ?? []) : [];
      return directives.flatMap((directive) =>
        namesOf(link, feature, directive).map((name) => [name, directive] as const),
      );
    }),
  );
}

function namesOf(link: ConstDirectiveNode, feature: string, directive: string): string[] {
  const namespace = textOf(link, 'as') ?? feature;
  const imports = argumentOf(link, 'import');
  const imported = imports?.kind === Kind.LIST ? imports.values.flatMap((each) => importedName(each, directive)) : [];
  return [...(directive === feature ? [namespace] : []), `${namespace}__${directive}`, ...imported];
}

function importedName(value: ConstValueNode, directive: string): string[] {
  if (value.kind === Kind.STRING) return value.value === `@${directive}` ? [directive] : [];
  if (value.kind !== Kind.OBJECT) return [];
  const text = (name: string): string | undefined => {
    const field = value.fields.find((each) => each.name.value === name)?.value;
    return field?.kind === Kind.STRING ? field.value : undefined;
  };
  return text('name') === `@${directive}` ? [(text('as') ?? `@${directive}`).slice(1)] : [];
}

import { type ASTNode, type ConstDirectiveNode, type DocumentNode, Kind, visit } from 'graphql';

import { argumentOf, textOf } from './join-directives';

const protections = ['authenticated', 'requiresScopes', 'policy'];

/** @throws Error that names the first element with a right of its own: nobody would be asked for the right. */
export function refuseProtected(supergraph: DocumentNode): void {
  const names = protectionNames(supergraph);
  if (names.size === 0) return;
  visit(supergraph, {
    Directive: ({ name }, _key, _parent, _path, ancestors) => {
      if (!names.has(name.value)) return;
      throw new Error(
        `${coordinateOf(ancestors)} is protected by @${name.value}, which this gateway does not enforce yet.`,
      );
    },
  });
}

/** The names of the directives that protect, as the supergraph calls them: a link can give each a name of its own. */
function protectionNames(supergraph: DocumentNode): ReadonlySet<string> {
  const schema = supergraph.definitions.find((node) => node.kind === Kind.SCHEMA_DEFINITION);
  const links = (schema?.directives ?? []).filter(({ name }) => name.value === 'link');
  return new Set(
    links.flatMap((link) => {
      const identity = /([A-Za-z]+)\/v[0-9.]+$/.exec(textOf(link, 'url') ?? '')?.[1];
      if (identity === undefined || !protections.includes(identity)) return [];
      return [textOf(link, 'as') ?? identity, ...importedNames(link)];
    }),
  );
}

function importedNames(link: ConstDirectiveNode): string[] {
  const imports = argumentOf(link, 'import');
  if (imports?.kind !== Kind.LIST) return [];
  return imports.values.flatMap((each) => {
    const named = each.kind === Kind.OBJECT ? each.fields.find(({ name }) => name.value === 'as')?.value : each;
    return named?.kind === Kind.STRING ? [named.value.replace(/^@/, '')] : [];
  });
}

function coordinateOf(ancestors: readonly (ASTNode | readonly ASTNode[])[]): string {
  return ancestors.flatMap((node) => ('name' in node ? [node.name.value] : [])).join('.');
}

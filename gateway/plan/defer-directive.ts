import { type ConstDirectiveNode, type DirectiveNode, Kind } from 'graphql';

export type Directives = readonly DirectiveNode[] | undefined;

/** The @defer among directives. */
export function deferOf(directives: Directives): DirectiveNode | undefined {
  return directives?.find(({ name }) => name.value === 'defer');
}

export function labelOf(directive: DirectiveNode | undefined): string | undefined {
  const value = directive?.arguments?.find(({ name }) => name.value === 'label')?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

export function deferDirective(label: string | undefined): ConstDirectiveNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const labelled = (value: string) =>
    ({ kind: Kind.ARGUMENT, name: name('label'), value: { kind: Kind.STRING, value } }) as const;
  return { kind: Kind.DIRECTIVE, name: name('defer'), arguments: label === undefined ? [] : [labelled(label)] };
}

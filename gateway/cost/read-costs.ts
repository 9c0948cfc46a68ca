import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  Kind,
  type TypeDefinitionNode,
} from 'graphql';

import { directiveNames } from '../plan/feature-names';
import { argumentOf } from '../plan/join-directives';
import { type Costs, type ListSize, noCosts } from './costs';

/**
 * Reads what a supergraph says of costs, under whatever names it imports the directives.
 * @throws Error for a weight or size that cannot be one.
 */
export function readCosts(supergraph: DocumentNode): Costs {
  const names = directiveNames(supergraph, { cost: ['cost', 'listSize'] });
  if (names.size === 0) return noCosts;
  const weights: Record<string, number> = {};
  const lists: Record<string, ListSize> = {};
  const read = (at: string, directives: readonly ConstDirectiveNode[] = []): void => {
    for (const directive of directives) {
      const meaning = names.get(directive.name.value);
      if (meaning === 'cost') weights[at] = number(argumentOf(directive, 'weight'), at);
      if (meaning === 'listSize') lists[at] = listSize(directive, at);
    }
  };
  for (const node of supergraph.definitions) {
    if (!node.kind.endsWith('TypeDefinition')) continue;
    const type = node as TypeDefinitionNode;
    read(type.name.value, type.directives);
    for (const field of 'fields' in type ? (type.fields ?? []) : []) {
      const at = `${type.name.value}.${field.name.value}`;
      read(at, field.directives);
      for (const argument of 'arguments' in field ? (field.arguments ?? []) : []) {
        read(`${at}(${argument.name.value}:)`, argument.directives);
      }
    }
  }
  return { weights, lists };
}

function listSize(directive: ConstDirectiveNode, at: string): ListSize {
  const assumed = argumentOf(directive, 'assumedSize');
  return {
    assumedSize: assumed === undefined || assumed.kind === Kind.NULL ? null : number(assumed, at),
    slicingArguments: names(argumentOf(directive, 'slicingArguments')),
    sizedFields: names(argumentOf(directive, 'sizedFields')),
  };
}

function number(value: ConstValueNode | undefined, at: string): number {
  const isText = value?.kind === Kind.INT || value?.kind === Kind.FLOAT || value?.kind === Kind.STRING;
  const given = isText ? Number(value.value) : NaN;
  if (!Number.isFinite(given) || given < 0) throw new Error(`The cost or size at ${at} must be a number from 0 up.`);
  return given;
}

function names(value: ConstValueNode | undefined): string[] {
  if (value?.kind !== Kind.LIST) return [];
  return value.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : []));
}

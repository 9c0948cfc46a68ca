import { readFile } from 'node:fs/promises';

import {
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
  type TypeNode,
} from 'graphql';

import { exitCodes } from '../../common/exit-codes';
import { ToldError } from '../../common/told-error';

export interface AskedOperation {
  readonly text: string;
  readonly operation: OperationDefinitionNode;
}

/** @throws ToldError for a file that cannot be read, or that is not one operation. */
export async function readOperation(path: string): Promise<AskedOperation> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw usage(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
  });
  try {
    const operations = parse(text).definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
    const [operation, ...more] = operations;
    if (operation !== undefined && more.length === 0) return { text, operation };
  } catch (error) {
    throw usage(`${path}: ${error instanceof Error ? error.message : 'is no GraphQL'}.`);
  }
  throw usage(`${path}: holds none or several operations; keep one in each file.`);
}

/**
 * The variables of `key=value` pairs by the types that the operation gives them: numbers, truth values, lists and objects
 * are JSON, everything else is a text.
 * @throws ToldError for a name that the operation does not have, or a value that is not of its type.
 */
export function readVariables(pairs: readonly string[], { variableDefinitions = [] }: OperationDefinitionNode) {
  const types = new Map(variableDefinitions.map(({ variable, type }) => [variable.name.value, type]));
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      const name = pair.slice(0, Math.max(0, at));
      const type = types.get(name);
      if (type === undefined) {
        const names = [...types.keys()].join(', ') || 'none';
        throw usage(`-v ${pair}: give name=value; the operation has these variables: ${names}.`);
      }
      return [name, valueOf(pair.slice(at + 1), type, name)];
    }),
  );
}

function valueOf(text: string, type: TypeNode, name: string): unknown {
  const nullable = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const isList = nullable.kind === Kind.LIST_TYPE;
  const isJson = isList || ['Int', 'Float', 'Boolean'].includes(nullable.name.value) || text.startsWith('{');
  if (!isJson) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw usage(`-v ${name}=${text}: it must be JSON${isList ? ', such as ["31.75"]' : ''}.`);
  }
}

/** Where an operation pages: the variable that takes a cursor, and the names on the way to the connection's pageInfo. */
export interface Paging {
  readonly variable: string;
  /** Of the fields hasNextPage and endCursor, with dots. */
  readonly hasNextPage: string;
  readonly endCursor: string;
}

/** @throws ToldError when there is not one connection that can be walked, with what to add. */
export function pagingOf({ selectionSet }: OperationDefinitionNode): Paging {
  const found = connectionsIn(selectionSet, []);
  const [connection, ...more] = found;
  if (connection === undefined || more.length > 0) {
    throw usage(
      `--all walks one connection, and ${found.length} fields take after: $variable; give it to one of them.`,
    );
  }
  const { field, path, variable } = connection;
  const pageInfo = childOf(field, 'pageInfo');
  const next = pageInfo && childOf(pageInfo, 'hasNextPage');
  const end = pageInfo && childOf(pageInfo, 'endCursor');
  if (pageInfo === undefined || next === undefined || end === undefined) {
    throw usage(`--all needs pageInfo { hasNextPage endCursor } in ${path.join('.')}; add it to the operation.`);
  }
  const at = [...path, nameOf(pageInfo)].join('.');
  return { variable, hasNextPage: `${at}.${nameOf(next)}`, endCursor: `${at}.${nameOf(end)}` };
}

interface Connection {
  readonly field: FieldNode;
  readonly path: readonly string[];
  readonly variable: string;
}

function connectionsIn({ selections }: SelectionSetNode, path: readonly string[]): Connection[] {
  return selections.flatMap((selection): Connection[] => {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    if (selection.kind === Kind.INLINE_FRAGMENT) return connectionsIn(selection.selectionSet, path);
    const here = [...path, nameOf(selection)];
    const after = selection.arguments?.find(({ name }) => name.value === 'after')?.value;
    const own = after?.kind === Kind.VARIABLE ? [{ field: selection, path: here, variable: after.name.value }] : [];
    return [...own, ...(selection.selectionSet === undefined ? [] : connectionsIn(selection.selectionSet, here))];
  });
}

function childOf({ selectionSet }: FieldNode, name: string): FieldNode | undefined {
  return selectionSet?.selections.find(
    (each): each is FieldNode => each.kind === Kind.FIELD && each.name.value === name,
  );
}

function nameOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function usage(message: string): ToldError {
  return new ToldError(message, exitCodes.usage);
}

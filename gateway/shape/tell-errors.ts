import { GraphQLError } from 'graphql';

import type { Execution, SubgraphError } from '../execute/execution';
import type { DataObject } from '../plan/prepared-plan';
import type { ResponseShape, TypeShape } from '../plan/response-shape';

/** The subgraphs' errors as clients see them: by the client's names, each once. */
export function tellErrors({ errors, data }: Execution, shape: ResponseShape): GraphQLError[] {
  const told = new Map<string, GraphQLError>();
  for (const error of errors) {
    const path = clientPath(error, data, shape);
    const code = error.code ?? 'SUBGRAPH_ERROR';
    const key = JSON.stringify([path, error.subgraph, code, error.message]);
    if (!told.has(key)) told.set(key, newError(error.message, path, code, error.subgraph));
  }
  return [...told.values()];
}

export function newError(message: string, path: readonly (string | number)[], code: string, subgraph?: string) {
  const extensions = { code, ...(subgraph === undefined ? {} : { subgraph }) };
  return new GraphQLError(message, { ...(path.length === 0 ? {} : { path }), extensions });
}

/** The way to an error by response names. It ends where the client asked for nothing: what was only needed is not told. */
function clientPath({ path }: SubgraphError, data: DataObject, root: ResponseShape): (string | number)[] {
  const told: (string | number)[] = [];
  let value: unknown = data;
  let type: TypeShape = { kind: 'object', nonNull: false, weight: 0, object: root };
  for (const element of path) {
    if (typeof element === 'number') {
      if (type.kind !== 'list') return told;
      type = type.item;
      told.push(element);
    } else {
      if (type.kind !== 'object') return told;
      const field = type.object.fieldAt(element, typeNameOf(value));
      // A type's name is never null: what went wrong with it went wrong with the object.
      if (field === undefined || field.isTypeName) return told;
      type = field.type;
      told.push(field.responseName);
    }
    value = below(value, element);
  }
  return told;
}

export function typeNameOf(value: unknown): string | undefined {
  const name = below(value, '__typename');
  return typeof name === 'string' ? name : undefined;
}

export function below(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

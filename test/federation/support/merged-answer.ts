import type { GraphQLError } from 'graphql';

import type { ExecutionOutcome } from '../../../gateway/execute/execution';
import { joinText } from '../../../gateway/execute/json-text';

export interface AnswerPart {
  readonly path: readonly (string | number)[];
  readonly label?: string;
  readonly data: any;
  readonly errors: readonly AnswerError[];
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly code: unknown;
}

/** An answer with all that comes later, merged as clients merge it. */
export async function mergedAnswer({ text, errors, incremental }: ExecutionOutcome) {
  const parts: AnswerPart[] = [{ path: [], data: JSON.parse(joinText(text)), errors: errors.map(readError) }];
  const known = new Set(incremental?.pending.map(({ id }) => id));
  let data: any = JSON.parse(joinText(text));
  let hasNext = incremental !== undefined;
  for await (const payload of incremental?.payloads ?? []) {
    if (!hasNext) throw new Error('Something came after the end.');
    for (const { pending, data: part, errors: told } of payload.completed) {
      const { id, path, label } = pending;
      if (!known.delete(id)) throw new Error(`What was completed at ${path.join('.')} was not pending.`);
      const copy = JSON.parse(JSON.stringify(part));
      parts.push({ path, ...(label !== undefined && { label }), data: copy, errors: told.map(readError) });
      if (part !== null) data = mergedAt(data, path, part);
    }
    for (const { id } of payload.pending) known.add(id);
    ({ hasNext } = payload);
  }
  if (hasNext || known.size > 0) throw new Error('More was pending than came.');
  return { data, parts };
}

function readError({ message, path, extensions }: GraphQLError): AnswerError {
  return { message, ...(path === undefined ? {} : { path }), code: extensions.code };
}

function mergedAt(data: any, [key, ...rest]: readonly (string | number)[], part: any): any {
  if (key === undefined) return merged(data, part);
  // A null came up to here, or higher, in another part.
  if (data === null || !Object.hasOwn(data, key)) return data;
  return set(data, key, mergedAt(data[key], rest, part));
}

function merged(one: any, other: any): any {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return other;
  for (const key of Object.keys(other))
    set(one, key, Object.hasOwn(one, key) ? merged(one[key], other[key]) : other[key]);
  return one;
}

// As JSON.parse does, so that a key named __proto__ is one like others.
function set(target: any, key: string | number, value: unknown): any {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  return target;
}

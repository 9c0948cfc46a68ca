import type { GraphQLFieldResolver } from 'graphql';

import { truthResolver } from './shop';

/** Fields whose value depends on others that a fault may hit: whatever they say is right. */
const dependent: Readonly<Record<string, unknown>> = {
  shipping: 987_654,
  tax: 987_654,
  trust: 987_654,
  warranty: 'anything',
  kinship: 'anything',
  extra: 'anything',
};
const isDependent = (value: unknown): boolean => Object.values(dependent).includes(value);

/** The truth, with such values in the place of theirs. */
export const resolver: GraphQLFieldResolver<any, unknown> = (row, args, context, info) =>
  dependent[info.fieldName] ?? truthResolver(row, args, context, info);

interface Told {
  readonly path?: readonly any[];
  readonly code: unknown;
}

type Path = readonly (string | number)[];

/** What is wrong with an answer, or a part of one: data that are not the truth, nulls without a reason, reasons of nothing. */
export function problemsOf(
  truth: unknown,
  data: unknown,
  errors: readonly Told[],
  { isPart = false, earlier = [] as readonly Told[] } = {},
): string[] {
  const nulled: Path[] = [];
  const unsure: Path[] = [];
  const problems: string[] = [];
  const walk = (right: any, told: any, path: Path): void => {
    // A field that is null anyway may have been hit too.
    if (isDependent(right) || right === null) unsure.push(path);
    else if (told === null && right !== null) nulled.push(path);
    else if (typeof right === 'object' && right !== null && typeof told === 'object') {
      const keys = Object.keys(told);
      const mayLack = isPart && !Array.isArray(right);
      const areKeys = mayLack
        ? keys.every((key) => Object.hasOwn(right, key))
        : keys.join() === Object.keys(right).join();
      if (!areKeys) problems.push(`other keys at ${path.join('.')}`);
      // What one part met can be the reason of what a later one lacks.
      for (const key of Object.keys(right)) if (!keys.includes(key)) unsure.push([...path, key]);
      for (const key of keys) walk(right[key], told[key], [...path, Array.isArray(right) ? Number(key) : key]);
    } else if (right !== told) problems.push(`other data at ${path.join('.')}`);
  };
  walk(truth, data, []);
  for (const place of nulled) {
    if (![...errors, ...earlier].some(({ path = [] }) => isAlong(path, place)))
      problems.push(`no reason for ${place.join('.')}`);
  }
  for (const { path = [], code } of errors) {
    if (typeof code !== 'string') problems.push(`no code at ${path.join('.')}`);
    const value = valueAt(data, path);
    // Two parts may ask for the same of one object: what one could not bring the other did.
    const isOfObject = isPart && typeof value === 'object';
    // What was only needed may have been hit, beside the field whose value depends on it.
    const isBesideUnsure = unsure.some((place) => isAlong(path.slice(0, -1), place));
    const isReason =
      value === null || isOfObject || isBesideUnsure || [...nulled, ...unsure].some((place) => isAlong(path, place));
    if (!isReason) problems.push(`nothing is missing at ${path.join('.')}`);
  }
  return problems;
}

function valueAt(data: any, path: Path): unknown {
  return path.reduce((value, key) => value?.[key] ?? null, data);
}

/** True when one is the way to the other. */
function isAlong(one: Path, other: Path): boolean {
  return Array.from({ length: Math.min(one.length, other.length) }).every((_, index) => one[index] === other[index]);
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import { projectRoot } from '../../../common/project-root';
import { methodSchema } from './method-schema';
import type { RiskMethod } from './risk-method';

const folder = join(projectRoot, 'subgraphs', 'stability', 'method', 'versions');

/** Every version ever published, with the digest of what it declares: a published name keeps its numbers. */
const published = {
  'asri-1': 'e1ddd11c5349b422371107fb450faffa3927af24b1478db21f130ef5331d0f29',
  'asri-2': '6fb9318a55ac6aa612733dd7dbab1f0c6de01b9f990743bf7f539810f3fe804b',
} as const;

/**
 * Reads what a version declares.
 * @throws Error if a number is out of its range, or the name was published with other numbers: a changed method needs a
 * new name, its own file and its own line above.
 */
export function readMethod(json: string, name: MethodName): RiskMethod {
  const declared: unknown = JSON.parse(json);
  const parsed = methodSchema.safeParse(declared);
  if (!parsed.success) throw new Error(`Method ${name} is not well declared:\n${z.prettifyError(parsed.error)}`);
  if (parsed.data.name !== name) throw new Error(`Method ${name} calls itself ${parsed.data.name}.`);
  // Of what is declared, whatever the layout of the file.
  const digest = createHash('sha256').update(JSON.stringify(declared)).digest('hex');
  if (digest === published[name]) return deepFreeze(parsed.data);
  throw new Error(`Method ${name} was published with other content (digest ${digest}); give the change a new name.`);
}

export type MethodName = keyof typeof published;

function load(name: MethodName): RiskMethod {
  return readMethod(readFileSync(join(folder, `${name}.json`), 'utf8'), name);
}

function deepFreeze<T extends object>(value: T): Readonly<T> {
  for (const part of Object.values(value)) if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}

export const asri1 = load('asri-1');
export const asri2 = load('asri-2');

/** The version that assessments are made by unless another is named. */
export const methodInForce = asri1;

const methods: readonly RiskMethod[] = [asri1, asri2];
export const methodNames: readonly string[] = methods.map(({ name }) => name);

/** A version by its name, to compute an old assessment again; undefined where none was published under it. */
export function methodNamed(name: string): RiskMethod | undefined {
  return methods.find((method) => method.name === name);
}

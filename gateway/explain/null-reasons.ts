import type { GraphQLFormattedError } from 'graphql';

import type { ResponseShape } from '../plan/response-shape';
import { type AnswerNode, answerTree, placesWhere, visitValues } from './answer-tree';

export type NullReason = 'not_found' | 'forbidden' | 'unavailable' | 'invalid' | 'suppressed';

export interface ExplainedNull {
  /** Names and positions from the root; `@` stands for every position, where a field was left out of all. */
  readonly path: readonly (string | number)[];
  readonly reason: NullReason;
  /** Of a count that is suppressed: which way, where the operation asks for it. */
  readonly status?: string;
}

type Path = readonly (string | number)[];

/**
 * Why values of an answer are null, as far as that is known: by its errors, and by the counts that are suppressed. It is
 * made from the answer alone, so it tells nothing that the answer does not.
 */
export function explainNulls(
  data: unknown,
  errors: readonly GraphQLFormattedError[],
  shape: ResponseShape,
): ExplainedNull[] {
  const explained = new Map<string, ExplainedNull>();
  const add = (each: ExplainedNull): void => {
    const key = each.path.join('.');
    if (!explained.has(key)) explained.set(key, each);
  };
  for (const { path = [], extensions } of errors) {
    const reason = reasonOf(String(extensions?.code));
    const found = reason === undefined ? null : nullOnTheWay(data, path);
    if (reason !== undefined && found !== null) add({ path: found, reason });
  }
  for (const each of suppressedCounts(data, answerTree(shape))) add(each);
  return [...explained.values()];
}

/** The same as `extensions.nullReasons` has it: paths are joined by dots. */
export function nullReasonsByPath(explained: readonly ExplainedNull[]): Readonly<Record<string, NullReason>> {
  return Object.fromEntries(explained.map(({ path, reason }) => [path.join('.'), reason]));
}

const reasons: Readonly<Record<string, NullReason>> = {
  NOT_FOUND: 'not_found',
  UNAUTHORIZED_FIELD_OR_TYPE: 'forbidden',
  BAD_USER_INPUT: 'invalid',
  SUBGRAPH_INVALID_RESPONSE: 'invalid',
};

function reasonOf(code: string): NullReason | undefined {
  if (Object.hasOwn(reasons, code)) return reasons[code];
  return code.startsWith('SUBGRAPH_') ? 'unavailable' : undefined;
}

/** Where on the way of an error there is a null; null where there is none. */
function nullOnTheWay(value: unknown, path: Path, at = 0): Path | null {
  if (value === null) return path.slice(0, at);
  const element = path[at];
  if (element === undefined || typeof value !== 'object') return null;
  if (element === '@') {
    if (!Array.isArray(value)) return null;
    for (const item of value) {
      const found = nullOnTheWay(item, path, at + 1);
      if (found !== null) return found;
    }
    return null;
  }
  if (!Object.hasOwn(value, element)) return null;
  return nullOnTheWay((value as Readonly<Record<string | number, unknown>>)[element], path, at + 1);
}

/** What the graph calls a count that may be suppressed, and where it says which way. */
const countField = 'DisclosedCount.value';
const statusField = 'DisclosedCount.status';

function suppressedCounts(data: unknown, tree: AnswerNode): ExplainedNull[] {
  const found: ExplainedNull[] = [];
  const isCount = ({ coordinate, isDenied }: AnswerNode): boolean => coordinate === countField && !isDenied;
  for (const way of placesWhere(tree, isCount)) {
    const siblings = (way.at(-2) ?? tree).children;
    const statusName = siblings.find(({ coordinate }) => coordinate === statusField)?.name;
    visitValues(data, way, (value, path, count) => {
      if (value !== null) return;
      const status = statusName === undefined ? undefined : count[statusName];
      found.push({ path: [...path], reason: 'suppressed', ...(typeof status === 'string' && { status }) });
    });
  }
  return found;
}

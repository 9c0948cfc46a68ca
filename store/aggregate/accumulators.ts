import type { AccumulatorName } from '../capabilities';
import { badValue, CommandError } from '../command-error';
import { type Doc, isDocument } from '../values/document';
import { keyFields, sortKey } from '../values/index-keys';
import { toNumber } from '../values/numbers';
import { compare, keyOf } from '../values/order';
import { checkArguments } from './check-arguments';
import { compileForDocument } from './compile-expression';
import { RunningSum } from './running-sum';

/** Collects over the documents of one group. */
export interface Accumulator {
  add(doc: Doc): void;
  result(): unknown;
}

/** Compiles an accumulator's operand once; the result begins one group. */
export const accumulators: Readonly<Record<AccumulatorName, (operand: unknown) => () => Accumulator>> = {
  $sum: (operand) =>
    over(
      operand,
      () => new RunningSum(),
      (sum, value) => sum.add(value),
      (sum) => sum.total(),
    ),
  $avg: (operand) =>
    over(
      operand,
      () => new RunningSum(),
      (sum, value) => sum.add(value),
      (sum) => sum.average(),
    ),
  $min: (operand) => extreme(operand, -1),
  $max: (operand) => extreme(operand, 1),
  $first: (operand) =>
    over(
      operand,
      newHeld,
      (held, value) => hold(held, value, !held.isSet),
      ({ value }) => value,
    ),
  $last: (operand) =>
    over(
      operand,
      newHeld,
      (held, value) => hold(held, value, true),
      ({ value }) => value,
    ),
  $push: (operand) =>
    over(
      operand,
      newList,
      (list, value) => value !== undefined && list.push(value),
      (list) => list,
    ),
  $addToSet: (operand) =>
    over(
      operand,
      () => new Map<string, unknown>(),
      (set, value) => value !== undefined && set.set(keyOf(value), value),
      (set) => [...set.values()],
    ),
  $firstN: (operand) => {
    const { input, n } = argumentsOf('$firstN', operand, ['input', 'n']);
    return over(
      input,
      newList,
      (list, value) => list.length < n && list.push(value ?? null),
      (list) => list,
    );
  },
  $topN: (operand) => topN(argumentsOf('$topN', operand, ['output', 'sortBy', 'n'])),
  $count: (operand) => {
    if (!isDocument(operand) || Object.keys(operand).length > 0)
      throw badValue('$count takes no arguments, i.e. $count:{}');
    return over(
      1,
      () => new RunningSum(),
      (sum, value) => sum.add(value),
      (sum) => sum.total(),
    );
  },
};

function over<State>(
  operand: unknown,
  begin: () => State,
  add: (state: State, value: unknown) => unknown,
  end: (state: State) => unknown,
) {
  if (Array.isArray(operand))
    throw new CommandError(40237, 'An accumulator in $group is a unary operator: it takes no array.');
  const expression = compileForDocument(operand);
  return (): Accumulator => {
    const state = begin();
    return { add: (doc) => void add(state, expression(doc)), result: () => end(state) };
  };
}

interface Held {
  isSet: boolean;
  value: unknown;
}

const newHeld = (): Held => ({ isSet: false, value: null });
const newList = (): unknown[] => [];

function hold(held: Held, value: unknown, wins: boolean): void {
  if (!wins) return;
  held.isSet = true;
  held.value = value ?? null;
}

// Null and missing values take no part; without any other the result is null.
function extreme(operand: unknown, sign: 1 | -1) {
  const isBetter = (held: Held, value: unknown) => !held.isSet || compare(value, held.value) * sign > 0;
  return over(
    operand,
    newHeld,
    (held, value) => hold(held, value, (value ?? null) !== null && isBetter(held, value)),
    ({ value }) => value,
  );
}

function topN({ output, sortBy, n }: ReturnType<typeof argumentsOf>): () => Accumulator {
  if (!isDocument(sortBy)) throw badValue('$topN needs a sortBy document');
  const fields = keyFields(sortBy);
  const expression = compileForDocument(output);
  return () => {
    const kept: { key: string; value: unknown }[] = [];
    const add = (doc: Doc): void => {
      const key = sortKey(doc, fields);
      if (kept.length === n && key >= (kept[n - 1]?.key ?? '')) return;
      const at = kept.findIndex((entry) => key < entry.key);
      kept.splice(at === -1 ? kept.length : at, 0, { key, value: expression(doc) ?? null });
      if (kept.length > n) kept.pop();
    };
    return { add, result: () => kept.map(({ value }) => value) };
  };
}

function argumentsOf(name: string, operand: unknown, required: readonly string[]) {
  if (!isDocument(operand)) throw badValue(`${name} takes an object`);
  checkArguments(name, operand, required);
  const n = toNumber(operand.n);
  if (n === undefined || !Number.isInteger(n) || n < 1)
    throw badValue(`${name}: 'n' must be a whole number above 0 in this store`);
  return { ...operand, n } as {
    readonly n: number;
    readonly input?: unknown;
    readonly output?: unknown;
    readonly sortBy?: unknown;
  };
}

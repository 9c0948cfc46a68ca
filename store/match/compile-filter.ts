import { BSONRegExp } from 'bson';

import { capabilities, type FilterOperator } from '../capabilities';
import { badValue, notHere } from '../command-error';
import { type Doc, isDocument, isOperators } from '../values/document';
import { toNumber } from '../values/numbers';
import { type Leaves, someAt, splitPath } from '../values/paths';
import { literalPrefix, regexOf } from './literal-prefix';
import { among, equalTo, inRange, type RangeOperator } from './value-tests';

export type Matcher = (doc: Doc) => boolean;
type Test = (value: unknown) => boolean;
/** How a test meets its subject: over everything a path reaches in a document, or on one array element alone. */
type Reach<Subject> = (test: Test, leaves: Leaves) => (subject: Subject) => boolean;

/** Compiles a filter once, to be asked of many documents. */
export function compileFilter(filter: Doc): Matcher {
  const parts = Object.entries(filter).map(([name, operand]) =>
    name.startsWith('$') ? compileLogical(name, operand) : compileField(name, operand),
  );
  return every(parts);
}

function compileLogical(name: string, operand: unknown): Matcher {
  if (!capabilities.logicalOperators.some((known) => known === name)) throw notHere('top level operator', name, 2);
  const parts = filtersOf(name, operand).map(compileFilter);
  if (name === '$and') return every(parts);
  return name === '$or' ? (doc) => parts.some((part) => part(doc)) : (doc) => !parts.some((part) => part(doc));
}

/** The filters under `$and`, `$or` or `$nor`. */
export function filtersOf(name: string, operand: unknown): readonly Doc[] {
  if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${name} must be a nonempty array`);
  if (!operand.every(isDocument)) throw badValue(`${name} entries need to be full objects`);
  return operand;
}

function compileField(name: string, operand: unknown): Matcher {
  const path = splitPath(name);
  const reach: Reach<Doc> = (test, leaves) => (doc) => someAt(doc, path, leaves, test);
  return compileCondition(operand, reach);
}

function compileCondition<Subject>(operand: unknown, reach: Reach<Subject>): (subject: Subject) => boolean {
  if (isOperators(operand)) return compileOperators(operand, reach);
  if (operand instanceof BSONRegExp) return reach(literalPrefix(operand), 'elements-and-array');
  return reach(equalTo(operand), 'elements-and-array');
}

function compileOperators<Subject>(operators: Doc, reach: Reach<Subject>): (subject: Subject) => boolean {
  if ('$options' in operators && !('$regex' in operators)) throw badValue('$options needs a $regex');
  return every(
    Object.keys(operators).map((name) => {
      const compile = Object.hasOwn(compilers, name) ? compilers[name as FilterOperator] : undefined;
      if (!compile) throw notHere('operator', name, 2);
      return compile(operators, reach);
    }),
  );
}

type Compile = <Subject>(operators: Doc, reach: Reach<Subject>) => (subject: Subject) => boolean;

const compilers: Readonly<Record<FilterOperator, Compile>> = {
  $eq: ({ $eq }, reach) => reach(equalTo($eq), 'elements-and-array'),
  $ne: ({ $ne }, reach) => not(reach(equalTo(refuseRegex('$ne', $ne)), 'elements-and-array')),
  $in: ({ $in }, reach) => reach(among('$in', $in), 'elements-and-array'),
  $nin: ({ $nin }, reach) => not(reach(among('$nin', $nin), 'elements-and-array')),
  $gt: (operators, reach) => compileRange('$gt', operators, reach),
  $gte: (operators, reach) => compileRange('$gte', operators, reach),
  $lt: (operators, reach) => compileRange('$lt', operators, reach),
  $lte: (operators, reach) => compileRange('$lte', operators, reach),
  $exists: ({ $exists }, reach) => {
    const exists = reach((value) => value !== undefined, 'array');
    return isTrue($exists) ? exists : not(exists);
  },
  $not: ({ $not }, reach) => {
    if ($not instanceof BSONRegExp) return not(compileCondition($not, reach));
    if (!isOperators($not)) throw badValue('$not needs a regex or a document of operators');
    return not(compileOperators($not, reach));
  },
  $elemMatch: ({ $elemMatch }, reach) => reach(compileElemMatch($elemMatch), 'array'),
  $regex: (operators, reach) => reach(literalPrefix(regexOf(operators)), 'elements-and-array'),
  $options: () => () => true,
};

function compileRange<Subject>(name: RangeOperator, operators: Doc, reach: Reach<Subject>) {
  return reach(inRange(name, refuseRegex(name, operators[name])), 'elements-and-array');
}

function compileElemMatch(operand: unknown): Test {
  if (!isDocument(operand)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(operand)[0];
  if (isOperators(operand) && !capabilities.logicalOperators.some((name) => name === first)) {
    const matches = compileOperators<unknown>(operand, (test) => test);
    return (value) => Array.isArray(value) && value.some(matches);
  }
  const matches = compileFilter(operand);
  // An array among the elements is looked into as a document whose fields are its positions.
  const asDocument = (element: unknown): unknown =>
    Array.isArray(element) ? Object.fromEntries(element.entries()) : element;
  return (value) =>
    Array.isArray(value) && value.map(asDocument).some((element) => isDocument(element) && matches(element));
}

function refuseRegex(name: string, operand: unknown): unknown {
  if (operand instanceof BSONRegExp) throw badValue(`Can't have regex as arg to ${name}.`);
  return operand;
}

/** MongoDB takes any number for true but zero, and any other value but false, null and undefined. */
export function isTrue(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined && toNumber(value) !== 0;
}

function every<Subject>(parts: readonly ((subject: Subject) => boolean)[]): (subject: Subject) => boolean {
  const [first, ...rest] = parts;
  if (!first) return () => true;
  return rest.length === 0 ? first : (subject) => parts.every((part) => part(subject));
}

function not<Subject>(test: (subject: Subject) => boolean): (subject: Subject) => boolean {
  return (subject) => !test(subject);
}

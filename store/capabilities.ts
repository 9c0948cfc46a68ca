import { isLiteralPrefix } from './match/literal-prefix';
import { isDocument } from './values/document';

/**
 * Everything this store has. What is not named here is refused by its name with MongoDB's error code; nothing is
 * ignored. The tables that do the work are typed by these lists, so list and work cannot differ.
 */
export const capabilities = {
  /** Commands, each with the options it takes beside `generalOptions`. */
  commands: {
    hello: [
      'helloOk',
      'client',
      'compression',
      'loadBalanced',
      'speculativeAuthenticate',
      'saslSupportedMechs',
      'backpressure',
    ],
    ping: [],
    buildInfo: [],
    endSessions: [],
    listDatabases: ['filter', 'nameOnly'],
    listCollections: ['filter', 'nameOnly', 'cursor'],
    collStats: [],
    create: [],
    drop: [],
    dropDatabase: [],
    createIndexes: ['indexes'],
    listIndexes: ['cursor'],
    dropIndexes: ['index'],
    insert: ['documents', 'ordered'],
    find: ['filter', 'projection', 'sort', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint'],
    getMore: ['collection', 'batchSize'],
    killCursors: ['cursors'],
    update: ['updates', 'ordered'],
    delete: ['deletes', 'ordered'],
    findAndModify: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert'],
    aggregate: ['pipeline', 'cursor', 'allowDiskUse'],
    count: ['query', 'limit', 'skip', 'hint'],
    distinct: ['key', 'query'],
    explain: ['verbosity'],
  },
  generalOptions: [
    '$db',
    '$readPreference',
    'lsid',
    'apiVersion',
    'apiStrict',
    'apiDeprecationErrors',
    'comment',
    'maxTimeMS',
    'readConcern',
    'writeConcern',
  ],
  updateStatement: ['q', 'u', 'upsert', 'multi'],
  deleteStatement: ['q', 'limit'],
  filterOperators: [
    '$eq',
    '$ne',
    '$in',
    '$nin',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$exists',
    '$not',
    '$elemMatch',
    '$regex',
    '$options',
  ],
  logicalOperators: ['$and', '$or', '$nor'],
  updateOperators: [
    '$set',
    '$unset',
    '$inc',
    '$min',
    '$max',
    '$push',
    '$addToSet',
    '$pull',
    '$setOnInsert',
    '$currentDate',
  ],
  stages: [
    '$match',
    '$group',
    '$sort',
    '$skip',
    '$limit',
    '$project',
    '$addFields',
    '$unwind',
    '$count',
    '$facet',
    '$unionWith',
    '$merge',
  ],
  accumulators: ['$sum', '$avg', '$min', '$max', '$first', '$last', '$push', '$addToSet', '$firstN', '$topN', '$count'],
  expressions: [
    '$literal',
    '$cond',
    '$ifNull',
    '$eq',
    '$ne',
    '$gt',
    '$gte',
    '$lt',
    '$lte',
    '$and',
    '$or',
    '$not',
    '$in',
    '$add',
    '$subtract',
    '$multiply',
    '$divide',
    '$size',
    '$arrayElemAt',
    '$concat',
    '$substrCP',
    '$dateToString',
    '$mergeObjects',
    '$filter',
    '$map',
  ],
  variables: ['$$ROOT', '$$CURRENT'],
  dateFormats: ['%Y-%m', '%Y-%m-%d'],
  indexOptions: ['key', 'name', 'unique', 'partialFilterExpression', 'v', 'background'],
  /** Types a stored document may hold. An int64 must lie within 2^53. */
  types: ['double', 'int', 'long', 'string', 'object', 'array', 'binData', 'objectId', 'bool', 'date', 'null'],
} as const;

export type CommandName = keyof typeof capabilities.commands;
export type FilterOperator = (typeof capabilities.filterOperators)[number];
export type UpdateOperator = (typeof capabilities.updateOperators)[number];
export type StageName = (typeof capabilities.stages)[number];
export type AccumulatorName = (typeof capabilities.accumulators)[number];
export type ExpressionName = (typeof capabilities.expressions)[number];

/**
 * The names in a filter, an update or a pipeline that are not on the list, each once, in the order they are met.
 * It looks at names only; whether operands are right is told when the command runs.
 */
export function unsupportedIn(filterOrUpdateOrPipeline: unknown): string[] {
  const found = new Set<string>();
  if (Array.isArray(filterOrUpdateOrPipeline)) inPipeline(filterOrUpdateOrPipeline, found);
  else if (isUpdate(filterOrUpdateOrPipeline)) inUpdate(filterOrUpdateOrPipeline, found);
  else inFilter(filterOrUpdateOrPipeline, found);
  return [...found];
}

const names = (list: readonly string[]): ReadonlySet<string> => new Set(list);
const filterNames = names([...capabilities.filterOperators, ...capabilities.logicalOperators]);
const expressionNames = names(capabilities.expressions);
const accumulatorNames = names(capabilities.accumulators);
const stageNames = names(capabilities.stages);
const updateNames = names(capabilities.updateOperators);
const queryOnly = names(['$and', '$or', '$nor', '$expr', '$where', '$text', '$jsonSchema', '$comment']);

function isUpdate(spec: unknown): spec is Readonly<Record<string, unknown>> {
  const first = isDocument(spec) ? Object.keys(spec)[0] : undefined;
  return first?.startsWith('$') === true && !queryOnly.has(first);
}

function inFilter(filter: unknown, found: Set<string>): void {
  if (filter instanceof RegExp && !isLiteralPrefix(filter.source, filter.flags)) found.add(String(filter));
  if (Array.isArray(filter)) filter.forEach((part) => inFilter(part, found));
  if (!isDocument(filter)) return;
  for (const [name, operand] of Object.entries(filter)) {
    if (name.startsWith('$') && !filterNames.has(name)) found.add(name);
    else inFilter(operand, found);
  }
}

function inUpdate(update: Readonly<Record<string, unknown>>, found: Set<string>): void {
  for (const [operator, fields] of Object.entries(update)) {
    if (!updateNames.has(operator)) found.add(operator);
    for (const [path, operand] of Object.entries(isDocument(fields) ? fields : {})) {
      path
        .split('.')
        .filter((part) => part.startsWith('$'))
        .forEach((part) => found.add(part));
      if (operator === '$pull') inFilter(operand, found);
      else if (operator === '$push' || operator === '$addToSet') inModifiers(operand, found);
    }
  }
}

function inModifiers(operand: unknown, found: Set<string>): void {
  for (const name of isDocument(operand) ? Object.keys(operand) : []) {
    if (name.startsWith('$') && name !== '$each') found.add(name);
  }
}

function inPipeline(pipeline: readonly unknown[], found: Set<string>): void {
  for (const stage of pipeline) {
    const [name, spec] = isDocument(stage) ? (Object.entries(stage)[0] ?? ['']) : [''];
    if (!stageNames.has(name)) found.add(name);
    else if (name === '$match') inFilter(spec, found);
    else if (name === '$group') inGroup(spec, found);
    else if (name === '$facet' && isDocument(spec))
      Object.values(spec).forEach((part) => inPipeline(part as unknown[], found));
    else if (name === '$unionWith' && isDocument(spec)) inPipeline((spec.pipeline ?? []) as unknown[], found);
    else if (name === '$project' || name === '$addFields') inExpression(spec, found);
  }
}

function inGroup(spec: unknown, found: Set<string>): void {
  for (const [field, accumulator] of Object.entries(isDocument(spec) ? spec : {})) {
    if (field === '_id') inExpression(accumulator, found);
    else
      for (const [name, operand] of Object.entries(isDocument(accumulator) ? accumulator : {})) {
        if (!accumulatorNames.has(name)) found.add(name);
        else inExpression(operand, found);
      }
  }
}

const variablesAllowed = names([...capabilities.variables, '$$this']);

function inExpression(expression: unknown, found: Set<string>, variables = variablesAllowed): void {
  if (typeof expression === 'string' && expression.startsWith('$$')) {
    const variable = expression.split('.')[0] ?? '';
    if (!variables.has(variable)) found.add(variable);
  }
  if (Array.isArray(expression)) expression.forEach((part) => inExpression(part, found, variables));
  if (!isDocument(expression)) return;
  for (const [name, operand] of Object.entries(expression)) {
    if (name.startsWith('$') && !expressionNames.has(name)) found.add(name);
    else if (name !== '$literal') inExpression(operand, found, withLocal(variables, operand));
  }
}

function withLocal(variables: ReadonlySet<string>, operand: unknown): ReadonlySet<string> {
  return isDocument(operand) && typeof operand.as === 'string' ? names([...variables, `$$${operand.as}`]) : variables;
}

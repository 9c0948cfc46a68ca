import { BSONRegExp } from 'bson';

import { CommandError } from '../command-error';
import { withId } from '../data/with-id';
import { filtersOf } from '../match/compile-filter';
import { type Doc, isOperators } from '../values/document';
import { splitPath } from '../values/paths';
import { changeAt } from './change-at';
import type { compileUpdate } from './compile-update';

/** The document an upsert inserts: the filter's equalities, then the update (manual: db.collection.update, upsert). */
export function upserted(filter: Doc, update: ReturnType<typeof compileUpdate>): Doc {
  const equalities = equalitiesOf(filter);
  if (update.isReplacement === true) {
    const id = equalities.find(([path]) => path === '_id');
    return withId(update(id ? { _id: id[1] } : {}, true));
  }
  return withId(update(seed(equalities), true));
}

function seed(equalities: readonly (readonly [string, unknown])[]): Doc {
  const paths = equalities.map(([path]) => path);
  const twice = paths.find((path, at) =>
    paths.some((other, place) => place !== at && (other === path || other.startsWith(`${path}.`))),
  );
  if (twice !== undefined)
    throw new CommandError(54, `cannot infer query fields to set, path '${twice}' is matched twice`);
  return equalities.reduce<Doc>((doc, [path, value]) => changeAt(doc, splitPath(path), 0, () => value) as Doc, {});
}

function equalitiesOf(filter: Doc): (readonly [string, unknown])[] {
  return Object.entries(filter).flatMap(([name, operand]) => {
    if (name === '$and' || (name === '$or' && filtersOf(name, operand).length === 1))
      return filtersOf(name, operand).flatMap(equalitiesOf);
    if (name.startsWith('$') || operand instanceof BSONRegExp) return [];
    if (!isOperators(operand)) return [[name, operand] as const];
    return '$eq' in operand ? [[name, operand.$eq] as const] : [];
  });
}

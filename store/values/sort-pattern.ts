import { CommandError, notHere } from '../command-error';
import { show } from './describe';
import { type Doc, isDocument } from './document';
import { toNumber } from './numbers';

/** A sort order as MongoDB takes it: 1 or -1 for each field. */
export function checkSort(sort: Doc, emptyCode?: number): Doc {
  const entries = Object.entries(sort);
  if (entries.length === 0 && emptyCode !== undefined)
    throw new CommandError(emptyCode, '$sort stage must have at least one sort key');
  for (const [name, direction] of entries) {
    if (isDocument(direction)) throw notHere('sort order', Object.keys(direction)[0] ?? '{}', 15975);
    if (name === '$natural') throw notHere('sort order', name, 2);
    const order = toNumber(direction);
    if (order !== 1 && order !== -1)
      throw new CommandError(
        15975,
        `$sort key ordering must be 1 (for ascending) or -1 (for descending), not ${show(direction)}`,
      );
    if (name === '' || name.startsWith('$') || name.split('.').includes(''))
      throw new CommandError(15998, `'${name}' is not a field to sort by`);
  }
  return sort;
}

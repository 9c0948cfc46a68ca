import { Long } from 'bson';

import { CommandError } from '../command-error';
import { type Doc, isDocument, own, withField, withoutField } from '../values/document';
import type { Path } from '../values/paths';
import { checkArguments } from './check-arguments';
import type { Stage } from './stages';

/** `$unwind`: one document per element; anything but an array, null and missing counts as an array of one. */
export function unwindStage(spec: unknown): Stage {
  const { path, indexField, keepsEmpty } = optionsOf(spec);
  return (docs) => docs.flatMap((doc) => unwind(doc, path, indexField, keepsEmpty));
}

function optionsOf(spec: unknown): { path: Path; indexField: string | undefined; keepsEmpty: boolean } {
  const options: Doc = isDocument(spec) ? spec : { path: spec };
  checkArguments('$unwind', options, ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays']);
  const { path, includeArrayIndex: indexField, preserveNullAndEmptyArrays: keepsEmpty = false } = options;
  if (typeof path !== 'string') throw new CommandError(28808, 'expected a string as the path for $unwind stage');
  if (!/^\$[^$]/.test(path))
    throw new CommandError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (typeof keepsEmpty !== 'boolean')
    throw new CommandError(28809, 'expected a boolean for preserveNullAndEmptyArrays');
  if (indexField === undefined) return { path: path.slice(1).split('.'), indexField, keepsEmpty };
  if (typeof indexField !== 'string' || indexField === '' || indexField.startsWith('$') || indexField.includes('.')) {
    throw new CommandError(28822, 'includeArrayIndex must be the plain name of a field here');
  }
  return { path: path.slice(1).split('.'), indexField, keepsEmpty };
}

function unwind(doc: Doc, path: Path, indexField: string | undefined, keepsEmpty: boolean): Doc[] {
  const value = path.reduce<unknown>((at, name) => (isDocument(at) ? own(at, name) : undefined), doc);
  const numbered = (result: Doc, at: number | null): Doc =>
    indexField === undefined ? result : withField(result, indexField, at === null ? null : Long.fromNumber(at));
  if (Array.isArray(value) && value.length > 0) {
    return value.map((element, at) => numbered(withAt(doc, path, element), at));
  }
  if (Array.isArray(value)) return keepsEmpty ? [numbered(withoutAt(doc, path), null)] : [];
  return (value ?? null) !== null || keepsEmpty ? [numbered(doc, null)] : [];
}

function withAt(doc: Doc, [name = '', ...rest]: Path, value: unknown): Doc {
  return withField(doc, name, rest.length === 0 ? value : withAt(own(doc, name) as Doc, rest, value));
}

function withoutAt(doc: Doc, [name = '', ...rest]: Path): Doc {
  return rest.length === 0 ? withoutField(doc, name) : withField(doc, name, withoutAt(own(doc, name) as Doc, rest));
}

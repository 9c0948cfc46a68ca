import { BSONRegExp } from 'bson';

import { badValue, notHere } from '../command-error';
import type { Doc } from '../values/document';

/** The pattern of `$regex`, a string or a regex, with its `$options`. */
export function regexOf({ $regex, $options }: Doc): BSONRegExp {
  const options = typeof $options === 'string' ? $options : '';
  if ($regex instanceof BSONRegExp) return new BSONRegExp($regex.pattern, options === '' ? $regex.options : options);
  if (typeof $regex !== 'string') throw badValue('$regex has to be a string');
  return new BSONRegExp($regex, options);
}

export function literalPrefix(regex: BSONRegExp): (value: unknown) => boolean {
  const prefix = prefixOf(regex);
  return (value) => typeof value === 'string' && value.startsWith(prefix);
}

/**
 * The text a string must begin with. Only `^` followed by plain characters has such a text.
 * @throws CommandError for every other pattern: this store runs no regular expressions of its clients.
 */
export function prefixOf({ pattern, options }: BSONRegExp): string {
  if (options !== '') throw notHere('regular expression option', options, 2);
  if (!anchored.test(pattern)) throw notHere('regular expression other than ^text', `/${pattern}/`, 2);
  return pattern.slice(1).replace(/\\(.)/g, '$1');
}

/** Whether a regular expression is one this store answers. */
export const isLiteralPrefix = (pattern: string, options: string): boolean => options === '' && anchored.test(pattern);

// Letters and digits after a backslash mean a class or a reference, never themselves.
const anchored = /^\^(?:[^\\^$.*+?()[\]{}|\n]|\\[^a-zA-Z0-9\n])*$/;

import { CommandError } from '../command-error';
import type { Catalog } from '../data/catalog';
import type { Doc } from '../values/document';
import type { CursorReply, Cursors } from './cursors';

/** What a command works on. */
export interface Context {
  readonly catalog: Catalog;
  readonly cursors: Cursors;
  readonly database: string;
}

export type Handler = (command: Doc, context: Context) => Doc | CursorReply;

/** The namespace a command names in its first field. */
export function namespaceOf(command: Doc, { database }: Context): string {
  const [first = ''] = Object.keys(command);
  const name = command[first];
  if (typeof name === 'string' && name !== '') return `${database}.${name}`;
  throw new CommandError(73, `collection name has invalid type for ${first}, or is empty`);
}

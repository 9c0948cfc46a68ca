import { BSONError } from 'bson';

import { capabilities, type CommandName } from '../capabilities';
import { CommandError, notHere } from '../command-error';
import { mongodbNames } from '../mongodb-names';
import type { Doc } from '../values/document';
import * as catalog from './catalog-commands';
import type { Context, Handler } from './context';
import type { CursorReply } from './cursors';
import { findAndModify } from './find-and-modify';
import * as indexes from './index-commands';
import { checkGeneralOptions, checkOptions } from './options';
import * as read from './read-commands';
import * as server from './server-commands';
import * as write from './write-commands';

/** Runs one command to its end. Nothing else runs meanwhile, so a command sees no half-done change of another. */
export function runCommand(command: Doc, context: Omit<Context, 'database'>): Doc | CursorReply {
  try {
    const given = Object.keys(command)[0] ?? '';
    const name = aliases[given] ?? given;
    if (!Object.hasOwn(handlers, name)) throw noSuchCommand(given);
    const handler = handlers[name as CommandName];
    const own = capabilities.commands[name as CommandName];
    checkOptions(name, command, [given, ...own, ...capabilities.generalOptions]);
    checkGeneralOptions(command);
    if (typeof command.$db !== 'string') throw new CommandError(40571, 'OP_MSG requests require a $db argument');
    const reply = handler(command, { ...context, database: command.$db });
    return 'batchName' in reply ? reply : { ...reply, ok: 1 };
  } catch (error) {
    return failure(error);
  }
}

/** What a failed command answers. */
export function failure(error: unknown): Doc {
  const told = error instanceof CommandError ? error : unforeseen(error);
  return { ok: 0, errmsg: told.message, code: told.code, codeName: told.codeName, ...told.details };
}

function unforeseen(error: unknown): CommandError {
  if (error instanceof BSONError) return new CommandError(22, `Invalid BSON: ${error.message}`);
  return new CommandError(1, `The store failed: ${String(error)}`);
}

const aliases: Readonly<Record<string, CommandName>> = {
  isMaster: 'hello',
  ismaster: 'hello',
  buildinfo: 'buildInfo',
  findandmodify: 'findAndModify',
};

const handlers: Readonly<Record<CommandName, Handler>> = {
  hello: server.hello,
  ping: server.ping,
  buildInfo: server.buildInfo,
  endSessions: server.endSessions,
  listDatabases: catalog.listDatabases,
  listCollections: catalog.listCollections,
  collStats: catalog.collStats,
  create: catalog.create,
  drop: catalog.drop,
  dropDatabase: catalog.dropDatabase,
  createIndexes: indexes.createIndexes,
  listIndexes: indexes.listIndexes,
  dropIndexes: indexes.dropIndexes,
  insert: write.insert,
  update: write.update,
  delete: write.remove,
  findAndModify,
  find: read.find,
  getMore: read.getMore,
  killCursors: read.killCursors,
  aggregate: read.aggregate,
  count: read.count,
  distinct: read.distinct,
  explain: read.explain,
};

function noSuchCommand(name: string): CommandError {
  return mongodbNames.has(name) ? notHere('command', name, 59) : new CommandError(59, `no such command: '${name}'`);
}

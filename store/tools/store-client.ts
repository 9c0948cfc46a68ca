import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';

import { ToldError } from '../../common/told-error';
import { lockHolder } from '../journal/folder-lock';
import { startStore } from '../start-store';
import { encode } from '../values/codec';
import type { Doc } from '../values/document';
import { commandOf, readRequest, writeMessage } from '../wire/message';
import { messagesOf } from '../wire/messages-of';

/** Asks a store one command after the other. */
export type Ask = (command: Doc) => Promise<Doc>;

/** Works with the store of a folder: with the process that has it open, or else with one opened for the moment. */
export async function withStore<Result>(
  folder: string,
  isReadOnly: boolean,
  work: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const holder = existsSync(folder) ? lockHolder(folder) : undefined;
  if (holder) return withClient(holder.port, work);
  if (isReadOnly && !existsSync(folder))
    throw new ToldError(`There is no store in ${folder}; name its folder with --data.`);
  const store = await startStore({ port: 0, folder, readOnly: isReadOnly });
  try {
    return await withClient(store.port, work);
  } finally {
    await store.stop();
  }
}

async function withClient<Result>(port: number, work: (ask: Ask) => Promise<Result>): Promise<Result> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const replies = messagesOf(socket);
  const ask: Ask = async (command) => {
    socket.write(writeMessage(encode(command)));
    const reply = await replies.next();
    if (reply.done === true) throw new ToldError('The store closed the connection.');
    return checked(commandOf(readRequest(reply.value)));
  };
  try {
    return await work(ask);
  } finally {
    socket.destroy();
  }
}

function checked(reply: Doc): Doc {
  if (reply.ok !== 1) throw new ToldError(`The store answered: ${String(reply.errmsg)}`);
  return reply;
}

/** The namespaces of all collections, by name. */
export async function namespacesIn(ask: Ask): Promise<string[]> {
  const { databases } = await ask({ listDatabases: 1, nameOnly: true, $db: 'admin' });
  const namespaces: string[] = [];
  for (const { name: database } of databases as { name: string }[]) {
    const { cursor } = await ask({ listCollections: 1, nameOnly: true, $db: database });
    for (const { name } of (cursor as { firstBatch: { name: string }[] }).firstBatch)
      namespaces.push(`${database}.${name}`);
  }
  return namespaces.sort();
}

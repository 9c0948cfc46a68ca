import { CommandError } from '../command-error';
import type { ChangeLog } from './change-log';
import { Collection } from './collection';

/** All collections of all databases by their namespace, `database.collection`. */
export class Catalog {
  readonly collections = new Map<string, Collection>();

  constructor(private readonly log: ChangeLog) {}

  find(namespace: string): Collection | undefined {
    return this.collections.get(namespace);
  }

  /** The collection, made now if it is not there: the first write makes it. */
  ensure(namespace: string): Collection {
    const found = this.collections.get(namespace);
    if (found) return found;
    checkName(namespace);
    const collection = new Collection(namespace, this.log);
    this.collections.set(namespace, collection);
    this.log.create(namespace);
    return collection;
  }

  drop(namespace: string): void {
    if (this.collections.delete(namespace)) this.log.drop(namespace);
  }

  ofDatabase(database: string): Collection[] {
    return [...this.collections.values()].filter(({ namespace }) => databaseOf(namespace) === database);
  }
}

export const databaseOf = (namespace: string): string => namespace.slice(0, namespace.indexOf('.'));
export const nameOf = (namespace: string): string => namespace.slice(namespace.indexOf('.') + 1);

function checkName(namespace: string): void {
  const [database, name] = [databaseOf(namespace), nameOf(namespace)];
  const isWrong =
    /[\s/\\."$*<>:|?\0]|^$/.test(database) || /[$\0]|^$|^\.|^system\./.test(name) || Buffer.byteLength(namespace) > 255;
  if (isWrong) throw new CommandError(73, `Invalid namespace specified '${namespace}'`);
}

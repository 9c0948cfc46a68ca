import { badValue, CommandError, failedToParse, typeMismatch } from '../command-error';
import { mongodbNames } from '../mongodb-names';
import { show, typeName } from '../values/describe';
import { type Doc, isDocument } from '../values/document';
import { toNumber } from '../values/numbers';

/**
 * @throws CommandError naming the first option that is not allowed. An option this store does not have may be given as
 * false or null, which is what leaving it out means.
 */
export function checkOptions(command: string, given: Doc, allowed: readonly string[]): void {
  for (const [name, value] of Object.entries(given)) {
    if (allowed.includes(name) || ((value === false || value === null) && mongodbNames.has(name))) continue;
    if (['txnNumber', 'startTransaction', 'autocommit'].includes(name)) {
      throw new CommandError(
        20,
        `'${name}': transactions need a MongoDB replica set; this store is a standalone without them.`,
      );
    }
    if (!mongodbNames.has(name)) throw new CommandError(40415, `BSON field '${command}.${name}' is an unknown field.`);
    throw new CommandError(
      115,
      `'${command}.${name}' is not among what this store has (docs/store.md). MongoDB has it; connect to a MongoDB server to use it.`,
    );
  }
}

/** @throws CommandError for options every command takes, when they ask for what a standalone cannot give. */
export function checkGeneralOptions({ readConcern, writeConcern, apiVersion, apiStrict, maxTimeMS }: Doc): void {
  if (isDocument(readConcern)) checkReadConcern(readConcern);
  if (isDocument(writeConcern)) checkWriteConcern(writeConcern);
  if (apiVersion !== undefined && apiVersion !== '1')
    throw new CommandError(322, `API version must be "1", not ${show(apiVersion)}`);
  if (apiStrict === true)
    throw new CommandError(323, 'apiStrict: this store does not keep to the whole of API version 1.');
  const time = maxTimeMS === undefined ? 0 : toNumber(maxTimeMS);
  if (time === undefined || time < 0) throw badValue('maxTimeMS must be a number that is not negative');
}

function checkReadConcern({ level, ...others }: Doc): void {
  checkOptions('readConcern', others, []);
  if (level === undefined || level === 'local' || level === 'available' || level === 'majority') return;
  throw new CommandError(115, `readConcern level ${show(level)} needs a MongoDB replica set.`);
}

function checkWriteConcern({ w, j: _journaled, wtimeout: _wtimeout, fsync: _fsync, ...others }: Doc): void {
  checkOptions('writeConcern', others, ['provenance']);
  if (w === undefined || w === 'majority' || w === 0 || w === 1) return;
  throw badValue("cannot use 'w' > 1 when a host is not replicated");
}

export function documentOption(command: Doc, name: string): Doc | undefined {
  const value = command[name];
  if (value === undefined || value === null || isDocument(value)) return value ?? undefined;
  throw wrongType(name, value, 'object');
}

export function listOption(command: Doc, name: string): readonly unknown[] {
  const value = command[name];
  if (Array.isArray(value)) return value;
  if (value === undefined) throw new CommandError(40414, `BSON field '${name}' is missing but a required field`);
  throw wrongType(name, value, 'array');
}

export function documentsOption(command: Doc, name: string): readonly Doc[] {
  const list = listOption(command, name);
  const odd = list.find((element) => !isDocument(element));
  if (odd !== undefined) throw wrongType(`${name}.0`, odd, 'object');
  return list as readonly Doc[];
}

/** A whole number that is not negative. */
export function countOption(command: Doc, name: string): number | undefined {
  const value = command[name];
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (number === undefined) throw wrongType(name, value, 'number');
  if (Number.isInteger(number) && number >= 0) return number;
  throw new CommandError(51024, `BSON field '${name}' value must be a whole number >= 0, actual value '${number}'`);
}

export function flagOption(command: Doc, name: string, fallback = false): boolean {
  const value = command[name] ?? fallback;
  if (typeof value === 'boolean') return value;
  const number = toNumber(value);
  if (number === undefined) throw wrongType(name, value, 'bool');
  return number !== 0;
}

export function textOption(command: Doc, name: string): string {
  const value = command[name];
  if (typeof value === 'string' && value !== '') return value;
  throw value === undefined ? failedToParse(`'${name}' is required`) : wrongType(name, value, 'string');
}

function wrongType(name: string, value: unknown, expected: string): CommandError {
  return typeMismatch(`BSON field '${name}' is the wrong type '${typeName(value)}', expected type '${expected}'`);
}

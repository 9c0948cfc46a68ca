import { BSONRegExp } from 'bson';

import { badValue, CommandError, notHere } from '../command-error';
import { typeName } from '../values/describe';
import { type Doc, isDocument } from '../values/document';

/** @throws CommandError naming the first thing in the document that this store does not hold. */
export function checkStorable(document: Doc): void {
  const id = document._id;
  if (Array.isArray(id)) throw new CommandError(53, "The '_id' value cannot be of type array");
  if (id instanceof BSONRegExp) throw new CommandError(53, "The '_id' value cannot be of type regex");
  checkFields(document);
}

function checkFields(document: Doc): void {
  for (const [name, value] of Object.entries(document)) {
    if (name.startsWith('$')) throw new CommandError(52, `The field '${name}' may not begin with a dollar sign here.`);
    if (name.includes('.')) throw badValue(`A stored field name may not contain a dot in this store: '${name}'.`);
    checkValue(value);
  }
}

function checkValue(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) value.forEach(checkValue);
  else if (value instanceof Date && Number.isNaN(value.getTime())) throw badValue('A date is out of range.');
  else if (value instanceof BSONRegExp) throw notHere('stored type', typeName(value), 2);
  else if (isDocument(value)) checkFields(value);
}

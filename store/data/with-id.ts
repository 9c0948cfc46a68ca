import { ObjectId } from 'bson';

import { type Doc, withoutField } from '../values/document';

/** The document with `_id` in front, made up where there is none. */
export function withId(doc: Doc): Doc {
  if (doc._id === undefined) return { _id: new ObjectId(), ...doc };
  return Object.keys(doc)[0] === '_id' ? doc : { _id: doc._id, ...withoutField(doc, '_id') };
}

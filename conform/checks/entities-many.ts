import { type Check } from '../check';
import { eachKey } from '../each-key';
import { findAtPlaces } from '../entity-places';
import { unknownKeys } from '../unknown-keys';

const count = 500;

export const entitiesMany: Check = {
  id: 'entities-many',
  title: '_entities of 500 keys has each at its place',
  required: true,
  run: (subject) =>
    eachKey(subject, (key, schema) => {
      const unknown = unknownKeys(key, schema, count);
      const places = unknown.map((values, at) => {
        const known = at % 2 === 0 ? key.known[(at / 2) % key.known.length] : undefined;
        return { key: known ?? values, isThere: known !== undefined };
      });
      const kinds = key.known.length === 0 ? 'none of which is there' : 'every second of which is there';
      return findAtPlaces(subject, key, places, `_entities of ${count} keys, ${kinds}`);
    }),
};

import { type Check } from '../check';
import { eachKey } from '../each-key';
import { findAtPlaces } from '../entity-places';
import { unknownKeys } from '../unknown-keys';

export const entitiesUnknown: Check = {
  id: 'entities-unknown',
  title: 'A key that is not there is null at its place, and nothing else is',
  required: true,
  run: (subject) =>
    eachKey(subject, (key, schema) => {
      const [before, between] = unknownKeys(key, schema, 2).map((values) => ({ key: values, isThere: false }));
      const [first, second] = key.known.map((values) => ({ key: values, isThere: true }));
      const places = [before, first, between, second].filter((place) => place !== undefined);
      return findAtPlaces(subject, key, places, `_entities with ${JSON.stringify(before?.key)}, which is not there`);
    }),
};

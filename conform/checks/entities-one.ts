import { type Check } from '../check';
import { eachKey, noKnownKey } from '../each-key';
import { findAtPlaces } from '../entity-places';

export const entitiesOne: Check = {
  id: 'entities-one',
  title: '_entities of one key is that entity',
  required: true,
  run: (subject) =>
    eachKey(subject, async (key) => {
      const [first] = key.known;
      if (first === undefined) return noKnownKey;
      return findAtPlaces(subject, key, [{ key: first, isThere: true }], `_entities of ${JSON.stringify(first)}`);
    }),
};

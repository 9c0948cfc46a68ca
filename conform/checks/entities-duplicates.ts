import { type Check } from '../check';
import { eachKey, noKnownKey } from '../each-key';
import { findAtPlaces } from '../entity-places';

export const entitiesDuplicates: Check = {
  id: 'entities-duplicates',
  title: 'A key that is asked several times is answered at each of its places',
  required: true,
  run: (subject) =>
    eachKey(subject, async (key) => {
      const [first, second = first] = key.known;
      if (first === undefined || second === undefined) return noKnownKey;
      const places = [first, second, first, first, second].map((values) => ({ key: values, isThere: true }));
      return findAtPlaces(subject, key, places, `_entities with ${JSON.stringify(first)} three times`);
    }),
};

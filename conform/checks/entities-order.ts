import { type Check, notApplicable } from '../check';
import { eachKey } from '../each-key';
import { findAtPlaces } from '../entity-places';

export const entitiesOrder: Check = {
  id: 'entities-order',
  title: 'Entities come in the order of their keys',
  required: true,
  run: (subject) =>
    eachKey(subject, async (key) => {
      if (key.known.length < 2) return notApplicable('needs two keys that are there: give them with --keys');
      const forwards = key.known.map((values) => ({ key: values, isThere: true }));
      const one = await findAtPlaces(subject, key, forwards, `_entities of ${forwards.length} keys`);
      if (one.result === 'fail') return one;
      return findAtPlaces(subject, key, forwards.toReversed(), 'the same keys from the last to the first');
    }),
};

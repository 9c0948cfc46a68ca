import { askEntities } from '../ask-entities';
import { type Check, fail, pass } from '../check';
import { eachKey } from '../each-key';
import { told } from '../http-answer';

export const entitiesNone: Check = {
  id: 'entities-none',
  title: '_entities of no key is an empty list',
  required: true,
  run: (subject) =>
    eachKey(subject, async (key) => {
      const { answer, entities } = await askEntities(subject, key, []);
      if (entities?.length === 0) return pass();
      return fail('_entities(representations: [])', told(answer), 'Answer `_entities` of no representation with [].');
    }),
};

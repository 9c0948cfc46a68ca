import { type Check, fail, type Finding, pass } from '../check';
import { eachKey } from '../each-key';
import { type EntityKey, fieldNames } from '../entity-keys';
import { dataIn, errorsIn, isRecord, told } from '../http-answer';
import type { Subject } from '../subject';

export const entitiesOtherType: Check = {
  id: 'entities-other-type',
  title: 'A type name that is no entity is an error, and no type answers for another',
  required: true,
  run: (subject) => eachKey(subject, (key) => look(subject, key)),
};

async function look(subject: Subject, key: EntityKey): Promise<Finding> {
  const values = key.known[0] ?? Object.fromEntries(fieldNames(key.selection).map((name) => [name, 'conform']));
  const entities = new Set(subject.learned.entityKeys.map(({ type }) => type));
  const others = [...entities].filter((type) => type !== key.type).slice(0, 2);
  for (const name of ['ConformNoSuchType', 'Query', undefined, ...others]) {
    const representation = { ...values, ...(name !== undefined && { __typename: name }) };
    const found = await ask(subject, key, representation, others.includes(name ?? ''));
    if (found.result === 'fail') return found;
  }
  return pass();
}

async function ask(subject: Subject, { type }: EntityKey, representation: object, isEntity: boolean): Promise<Finding> {
  const query = 'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }';
  const answer = await subject.ask(query, { representations: [representation] });
  const asked = `_entities of ${JSON.stringify(representation)}`;
  const entities = dataIn(answer)?._entities;
  const entity: unknown = Array.isArray(entities) ? entities[0] : null;
  if (isRecord(entity) && entity.__typename === type) {
    return fail(asked, told(answer), 'Choose the type by __typename alone, and look the key up among its own.');
  }
  if (answer.status >= 500) return fail(asked, told(answer), 'Answer with `errors`, not with a status of 500.');
  if (isEntity || errorsIn(answer).length > 0) return pass();
  return fail(asked, told(answer), 'Answer with an error that has a code.');
}

import { askEntities, hasKey } from './ask-entities';
import { fail, type Finding, pass } from './check';
import type { EntityKey, KeyValues } from './entity-keys';
import { isRecord, told } from './http-answer';
import type { Subject } from './subject';

/** What is asked for at one place of `representations`. */
export interface Place {
  readonly key: KeyValues;
  readonly isThere: boolean;
}

/** Asks for entities at places and finds each at its own: the entity with its key, or null where there is none. */
export async function findAtPlaces(
  subject: Subject,
  key: EntityKey,
  places: readonly Place[],
  asked: string,
): Promise<Finding> {
  const { answer, entities } = await askEntities(
    subject,
    key,
    places.map((place) => place.key),
  );
  if (entities === null) return fail(asked, told(answer), 'Answer `_entities` with a list.');
  if (entities.length !== places.length) {
    const came = `${entities.length} entries for ${places.length} keys`;
    return fail(asked, came, 'Answer with one entry for each representation, null where there is no such entity.');
  }
  const wrong = places.findIndex((place, at) => !isRight(key, place, entities[at]));
  if (wrong === -1) return pass();
  const came = `at place ${wrong} of ${places.length}: ${JSON.stringify(entities[wrong])} for ${JSON.stringify(places[wrong]?.key)}`;
  return fail(asked, came, fixOf(places[wrong]));
}

// A subgraph that only adds fields to a type of another need not know which there are: it may hand the key back.
function isRight({ type, selection, isListed }: EntityKey, { key, isThere }: Place, entity: unknown): boolean {
  const isEntity = isRecord(entity) && entity.__typename === type && hasKey(entity, selection, key);
  if (isThere) return isEntity;
  return entity === null || (!isListed && isEntity);
}

function fixOf(place: Place | undefined): string {
  return place?.isThere
    ? 'Put the answers in the order of `representations`: look the entity of each place up by its own key.'
    : 'Answer null at the place of a key that is not there, and leave the other places as they are.';
}

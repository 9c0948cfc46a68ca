import { subgraphFault } from '../../../gateway/errors';
import type { AskOptions } from '../../federation/support/federation';
import type { Random } from './random';

type Fault = NonNullable<AskOptions['fault']>;
interface Place {
  readonly holder: any;
  readonly key: string | number;
  readonly path: readonly (string | number)[];
}

/** Keys of entities stay: an entity that cannot be named is one that is not found, and that is no error. */
const kept = new Set(['id', 'email', 'extra']);

/** Does to some answers what bad subgraphs do. */
export function randomFault(random: Random, likelihood: number): Fault {
  return (answer, { subgraph }) => {
    if (!random.chance(likelihood) || !answer.data) return answer;
    const { data } = answer;
    const place = pickPlace(data, random);
    switch (random.below(8)) {
      case 0:
        throw subgraphFault('SUBGRAPH_UNAVAILABLE', subgraph);
      case 1:
        return { data: null, errors: [{ message: 'all is lost' }] };
      case 2:
        return { errors: [{ message: 'lost', path: ['_entities', 0, 'nowhere'], extensions: { code: 'LOST' } }] };
      case 3:
        return Array.isArray(data._entities) ? { data: { _entities: data._entities.slice(1) } } : { data: {} };
      case 4:
      case 5:
        if (place === undefined) return answer;
        place.holder[place.key] = null;
        return { data, errors: [{ message: 'this is lost', path: place.path }] };
      case 6:
        if (place !== undefined) place.holder[place.key] = anotherType(place.holder[place.key]);
        return answer;
      default:
        if (place !== undefined && typeof place.key === 'string') Reflect.deleteProperty(place.holder, place.key);
        return answer;
    }
  };
}

function pickPlace(data: unknown, random: Random): Place | undefined {
  const places: Place[] = [];
  const walk = (holder: any, path: readonly (string | number)[]): void => {
    for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
      const value = holder[key];
      if (value === null || kept.has(String(key))) continue;
      places.push({ holder, key, path: [...path, key] });
      if (typeof value === 'object') walk(value, [...path, key]);
    }
  };
  walk(data, []);
  return places.length === 0 ? undefined : random.pick(places);
}

function anotherType(value: unknown): unknown {
  if (Array.isArray(value)) return { not: 'a list' };
  return typeof value === 'object' ? 7 : { not: 'a leaf' };
}

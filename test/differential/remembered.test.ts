import { afterAll, describe, expect, it } from '@jest/globals';

import { type AskOptions, federate, type SentFetch } from '../federation/support/federation';
import { Random } from './support/random';
import { randomFault } from './support/random-faults';
import { randomOperation } from './support/random-operation';
import { shop } from './support/shop';

const isLong = process.env.TEST_LONG === '1';
const count = isLong ? 5_000 : 500;
const firstSeed = Number(process.env.TEST_SEED ?? 1);
const remembering = federate(shop, { rememberedBytes: 100_000_000 });
const forgetful = federate(shop, { rememberedBytes: 0 });
afterAll(async () => {
  await remembering.stop();
  await forgetful.stop();
});

describe('random operations that come again', () => {
  it(
    `are asked again in full, and answered as if they had never come (${count} operations)`,
    async () => {
      for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
        const { text, document, variables } = randomOperation(remembering.supergraph.apiSchema, new Random(seed));
        const first = await remembering.ask(document, { variables });
        const again = await remembering.ask(document, { variables });
        expect({ seed, text, ...again, fetches: sorted(again.fetches) }).toEqual({
          seed,
          text,
          ...first,
          fetches: sorted(first.fetches),
        });
        // The subgraphs answer otherwise now: what is remembered must not show.
        const changed = { variables, fault: changeBy(seed) };
        const [told, right] = [await remembering.ask(document, changed), await forgetful.ask(document, changed)];
        // Where two fetches fail for one field, either may be told as its reason: the one that failed first.
        expect({ seed, text, data: told.data, errors: placesOf(told.errors) }).toEqual({
          seed,
          text,
          data: right.data,
          errors: placesOf(right.errors),
        });
        const bodies = sorted(told.fetches);
        expect({ seed, text, bodies: bodies.filter((body, at) => body === bodies[at - 1]) }).toEqual({
          seed,
          text,
          bodies: sorted(right.fetches).filter((body, at, all) => body === all[at - 1]),
        });
      }
    },
    isLong ? 600_000 : 60_000,
  );
});

function placesOf(errors: readonly { readonly path?: readonly unknown[] }[]): string[] {
  return errors.map(({ path }) => JSON.stringify(path)).sort();
}

function sorted(fetches: readonly SentFetch[]): string[] {
  return fetches.map((fetch) => JSON.stringify(fetch)).sort();
}

/** The same fetch meets the same fault, whatever was asked before it. */
function changeBy(seed: number): NonNullable<AskOptions['fault']> {
  return (answer, fetch) => {
    const text = fetch.subgraph + fetch.query;
    let number = seed;
    for (let at = 0; at < text.length; at += 1) number = (number * 31 + text.charCodeAt(at)) % 1_000_003;
    return randomFault(new Random(number), 0.3)(answer, fetch);
  };
}

import { setImmediate as breathe } from 'node:timers/promises';

import { Kind, parse } from 'graphql';

import { allRights } from '../authorise/rights';
import type { Supergraph } from './supergraph';

/**
 * Plans operations of a former supergraph over a new one before it is served, so that its first requests meet their
 * plans; the serving thread is given back after each. One that the new supergraph does not know any more is refused by
 * the planner and left out, and so is what is not planned within the time given.
 */
export async function warmPlans(
  { plans }: Pick<Supergraph, 'plans'>,
  operations: readonly string[],
  withinMs: number,
): Promise<void> {
  const end = performance.now() + withinMs;
  for (const text of operations) {
    await breathe();
    if (performance.now() > end) return;
    const document = parse(text, { noLocation: true });
    const [operation] = document.definitions;
    // What was denied is marked in the text already.
    if (operation?.kind !== Kind.OPERATION_DEFINITION) continue;
    await plans.planFor(document, operation, {}, { rights: allRights, mayDefer: true }).catch(() => undefined);
  }
}

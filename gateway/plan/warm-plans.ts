import { setImmediate as breathe } from 'node:timers/promises';

import { Kind, parse, validate } from 'graphql';

import type { Supergraph } from './supergraph';

/**
 * Plans operations of a former supergraph over a new one before it is served, so that its first requests meet their
 * plans. One that the new supergraph does not know any more is left out. The serving thread is given back after each.
 */
export async function warmPlans({ apiSchema, plans }: Supergraph, operations: readonly string[]): Promise<void> {
  for (const text of operations) {
    await breathe();
    const document = parse(text, { noLocation: true });
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION || validate(apiSchema, document).length > 0) continue;
    await plans.planFor(document, operation, {}, true).catch(() => undefined);
  }
}

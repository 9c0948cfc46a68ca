import { describe, expect, it } from '@jest/globals';

import { createPlannerCore } from '../../../gateway/plan/planner-core';
import { compose } from '../../federation/support/federation';

// Apollo's composition refuses arguments in a @provides, so the field gets them once it is composed.
const supergraph = compose({
  owners: {
    sdl: 'type Query { owner: Owner } type Owner @key(fields: "id") { id: ID! label: String @shareable name: String @shareable }',
    resolvers: {},
  },
  pets: {
    sdl: `
      type Query { known: Pet @provides(fields: "owner { label name }") }
      type Pet @key(fields: "id") { id: ID! owner: Owner }
      type Owner @key(fields: "id") { id: ID! label: String @external name: String @external }`,
    resolvers: {},
  },
})
  .replace('label: String', 'label(size: Int = 1): String')
  .replace('owner { label name }', 'owner { label(size: 2) name }');

const core = createPlannerCore(supergraph);
const planFor = (operation: string): string => JSON.stringify(core.plan(operation, []));

describe('a @provides of a field with arguments', () => {
  it.each(['label', 'label(size: 2)', 'label(size: 9)', 'a: label(size: 2) b: label(size: 9)'])(
    'does not count for %s, which is fetched where it is at home',
    (selection) => {
      const plan = planFor(`{ known { owner { ${selection} } } }`);
      expect(plan).toContain('"operation":"{known{owner{__typename id}}}"');
      expect(plan).toContain('"serviceName":"owners"');
    },
  );

  it('counts for the fields beside it', () => {
    expect(planFor('{ known { owner { name } } }')).not.toContain('"serviceName":"owners"');
  });
});

import { compositionErrors } from '../../schema/compose';
import { type Check, fail, notApplicable, pass } from '../check';

export const composes: Check = {
  id: 'composes',
  title: 'The schema composes with the other subgraphs of the graph',
  required: true,
  run: async ({ name, learned: { schema } }) => {
    if (schema === null) return [notApplicable('the schema could not be read: see service-sdl')];
    const errors = await compositionErrors(name, schema.sdl);
    if (errors.length === 0) return [pass()];
    const asked = 'composition with the subgraphs of this Simpul';
    return [fail(asked, errors.join('; ').slice(0, 2_000), 'Mend the schema where the composition says.')];
  },
};

import type { Expected } from '../support/scenarios';
import { cases } from './subgraphs';

const code = 'SUBGRAPH_INVALID_RESPONSE';

export const expected: Record<string, Expected> = {
  Required: { data: { cases: cases.map(({ secret }) => ({ score: `scored ${secret}` })) } },
  EnumValue: {
    data: { cases: [{ state: 'OPEN' }, { state: null }], states: ['OPEN', null, null] },
    errors: [
      { path: ['cases', 1, 'state'], code },
      { path: ['states', 1], code },
    ],
  },
  StrictEnumValue: { data: { strict: null }, errors: [{ path: ['strict', 1], code }] },
  Type: {
    data: { cases: [{ parts: [{ __typename: 'Note', text: 'n' }, null] }, { parts: [] }] },
    errors: [{ path: ['cases', 0, 'parts', 1], code }],
  },
  ErrorPath: {
    data: { cases: [{ score: 'scored null' }, { score: 'scored s2' }] },
    errors: [{ path: ['cases', 0], code: 'DENIED' }],
    fault: (answer, { subgraph }) => {
      const [first] = (answer.data?.cases ?? []) as any[];
      if (subgraph !== 'cases') return answer;
      first.secret = null;
      return { ...answer, errors: [{ message: 'no', path: ['cases', 0, 'secret'], extensions: { code: 'DENIED' } }] };
    },
  },
};

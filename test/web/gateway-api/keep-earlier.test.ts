import { describe, expect, it } from '@jest/globals';

import { keepEarlier } from '../../../web/gateway-api/keep-earlier';

interface Data {
  readonly area: string | null;
  readonly alerts: string | null;
}

const earlier = { data: { area: 'as it was', alerts: 'as they were' }, failures: [] };
const failure = (code: string, root: string) => ({ message: '', code, path: [root], subgraph: 'stability' });

describe('what an agency told before', () => {
  it('stays where it does not answer now, with that it does not', () => {
    const failures = [failure('SUBGRAPH_UNAVAILABLE', 'alerts')];
    const now = { data: { area: 'as it is', alerts: null }, failures };
    expect(keepEarlier<Data>(now, earlier)).toEqual({ data: { area: 'as it is', alerts: 'as they were' }, failures });
    expect(keepEarlier<Data>({ data: null, failures }, earlier)).toEqual({ data: earlier.data, failures });
  });

  it('goes where it is refused, or is not there any more', () => {
    const refused = { data: { area: null, alerts: null }, failures: [failure('UNAUTHORIZED_FIELD_OR_TYPE', 'alerts')] };
    expect(keepEarlier<Data>(refused, earlier)).toBe(refused);
    const gone = { data: { area: null, alerts: 'as they are' }, failures: [] };
    expect(keepEarlier<Data>(gone, earlier)).toBe(gone);
    const both = { data: null, failures: [...refused.failures, failure('SUBGRAPH_TIMEOUT', 'area')] };
    expect(keepEarlier<Data>(both, earlier)).toBe(both);
  });
});

import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';

import { type IncidentFilter, incidentsThat, statusOf } from '../../../subgraphs/security/incident-rules';
import { incidentSeverities } from '../../../subgraphs/security/security-vocabulary';

const plain = (filter: IncidentFilter | null): unknown => JSON.parse(JSON.stringify(incidentsThat(filter)));

describe('incidentsThat', () => {
  it('asks for everything when there is no filter', () => {
    expect(plain(null)).toEqual({});
    expect(plain({})).toEqual({});
    expect(plain({ eventTypes: null, status: null, from: null })).toEqual({});
  });

  it('joins all conditions', () => {
    const filter = {
      eventTypes: ['RIOTS', 'PROTESTS'],
      severityFrom: 'S3',
      status: 'OPEN',
      shelterRelated: true,
      from: '2024-08',
      to: '2024-09',
    } as const;
    expect(plain(filter)).toEqual({
      $and: [
        { eventType: { $in: ['RIOTS', 'PROTESTS'] } },
        { severity: { $in: ['S3', 'S4', 'S5'] } },
        { closedOn: null },
        { shelterRelation: { $in: ['AGAINST', 'AROUND'] } },
        { occurredOn: { $gte: '2024-08-01' } },
        { occurredOn: { $lte: '2024-09-30' } },
      ],
    });
  });

  it('asks for the closed ones, and for those that have nothing to do with shelters', () => {
    expect(plain({ status: 'CLOSED', shelterRelated: false })).toEqual({
      $and: [{ closedOn: { $gt: '' } }, { shelterRelation: 'NONE' }],
    });
  });

  it('takes S0 and above for all severities', () => {
    expect(plain({ severityFrom: 'S0' })).toEqual({ $and: [{ severity: { $in: [...incidentSeverities] } }] });
  });

  it('refuses months that end before they begin, and takes one month', () => {
    let refusal: unknown;
    try {
      incidentsThat({ from: '2024-09', to: '2024-08' });
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(GraphQLError);
    expect((refusal as GraphQLError).extensions.code).toBe('BAD_USER_INPUT');
    expect((refusal as GraphQLError).message).toBe('filter: from 2024-09 must not be later than to 2024-08.');
    expect(plain({ from: '2024-02', to: '2024-02' })).toEqual({
      $and: [{ occurredOn: { $gte: '2024-02-01' } }, { occurredOn: { $lte: '2024-02-29' } }],
    });
  });
});

describe('statusOf', () => {
  it('follows from the day of closing', () => {
    expect(statusOf({ closedOn: null })).toBe('OPEN');
    expect(statusOf({ closedOn: '2024-10-01' })).toBe('CLOSED');
  });
});

import { describe, expect, it } from '@jest/globals';

import {
  applicationsThat,
  lastDayOfValidity,
  pastServiceStandard,
  statusOn,
  stayPermitsThat,
} from '../../../subgraphs/permits/permit-rules';

const today = '2024-10-31';
const plain = (filter: unknown): unknown => JSON.parse(JSON.stringify(filter));

describe('the status of a permit', () => {
  it.each([
    ['IN_FORCE', '2024-10-31', 'VALID'],
    ['IN_FORCE', '2024-10-30', 'EXPIRED'],
    ['IN_FORCE', '9999-12-31', 'VALID'],
    ['ENDED', '2025-10-30', 'ENDED'],
    ['CANCELLED', '2023-10-30', 'CANCELLED'],
  ] as const)('of decision %s valid until %s is %s', (decision, validUntil, status) => {
    expect(statusOn({ decision, validUntil }, today)).toBe(status);
  });

  it('knows no last day where there is no end', () => {
    expect(lastDayOfValidity({ validUntil: '9999-12-31' })).toBeNull();
    expect(lastDayOfValidity({ validUntil: '2025-01-30' })).toBe('2025-01-30');
  });
});

describe('an application', () => {
  it.each([
    ['2024-10-31', null, false],
    ['2024-10-30', null, true],
    ['2024-10-20', '2024-10-20', false],
    ['2024-10-20', '2024-10-21', true],
  ])('due on %s and decided on %s is past the standard: %s', (dueOn, decidedOn, late) => {
    expect(pastServiceStandard({ dueOn, decidedOn }, today)).toBe(late);
  });
});

describe('filters', () => {
  it('ask nothing when nothing is asked', () => {
    expect([stayPermitsThat(null, today), stayPermitsThat({}, today), applicationsThat(undefined, today)]).toEqual([
      {},
      {},
      {},
    ]);
  });

  it('find permits of some kinds that end in a month', () => {
    expect(plain(stayPermitsThat({ kinds: ['VISIT'], endsIn: '2024-02' }, today))).toEqual({
      $and: [{ kind: { $in: ['VISIT'] } }, { validUntil: { $gte: '2024-02-01', $lte: '2024-02-29' } }],
    });
  });

  it.each([
    ['VALID', { decision: 'IN_FORCE', validUntil: { $gte: today } }],
    ['EXPIRED', { decision: 'IN_FORCE', validUntil: { $lt: today } }],
    ['CANCELLED', { decision: 'CANCELLED' }],
  ] as const)('find permits that are %s', (status, filter) => {
    expect(plain(stayPermitsThat({ status }, today))).toEqual({ $and: [filter] });
  });

  it('divide applications into late ones and those in time', () => {
    expect(plain(applicationsThat({ pastServiceStandard: true }, today))).toEqual({
      $and: [{ $or: [{ decidedLate: true }, { decidedOn: null, dueOn: { $lt: today } }] }],
    });
    expect(plain(applicationsThat({ pastServiceStandard: false, status: 'PENDING' }, today))).toEqual({
      $and: [
        { status: 'PENDING' },
        {
          $or: [
            { decidedLate: false, decidedOn: { $gt: '' } },
            { decidedOn: null, dueOn: { $gte: today } },
          ],
        },
      ],
    });
  });
});

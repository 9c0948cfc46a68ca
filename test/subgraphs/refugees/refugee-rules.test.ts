import { describe, expect, it } from '@jest/globals';

import { butNot, inBoth } from '../../../subgraphs/refugees/day-spans';
import { attendsSchoolOn, documentOn, shelterKindOn, toldArea } from '../../../subgraphs/refugees/refugee-rules';
import { somePerson } from './some-person';

describe('the document of a person', () => {
  const documents = [
    { validFrom: '2022-01-01', validUntil: '2022-12-31' },
    { validFrom: '2023-02-01', validUntil: '2024-01-31' },
  ];

  it('is the one that ends last of those issued so far', () => {
    expect(documentOn({ documents }, '2022-06-01')).toEqual({ validUntil: '2022-12-31', lapsed: false });
    expect(documentOn({ documents }, '2023-06-01')).toEqual({ validUntil: '2024-01-31', lapsed: false });
  });

  it('has lapsed from the day after its last day', () => {
    expect(documentOn({ documents }, '2024-01-31')).toEqual({ validUntil: '2024-01-31', lapsed: false });
    expect(documentOn({ documents }, '2024-02-01')).toEqual({ validUntil: '2024-01-31', lapsed: true });
  });

  it('is null before the first is issued', () => {
    expect(documentOn({ documents }, '2021-12-31')).toBeNull();
    expect(documentOn({ documents: [] }, '2024-01-01')).toBeNull();
  });
});

describe('school attendance', () => {
  const child = somePerson({
    bornMonth: '2014-10',
    outOfSchoolPeriods: [{ outFrom: '2022-01-01', outUntil: '2023-07-17' }],
  });

  it('is told of children of school age', () => {
    expect(attendsSchoolOn(child, '2023-07-16')).toBe(false);
    expect(attendsSchoolOn(child, '2023-07-17')).toBe(true);
  });

  it('is null below 6 and from 18 years on', () => {
    expect(attendsSchoolOn(child, '2020-09-30')).toBeNull();
    expect(attendsSchoolOn(child, '2032-10-01')).toBeNull();
  });
});

describe('housing', () => {
  const { shelterPeriods } = somePerson({
    shelterPeriods: [
      { kind: 'COMMUNITY_HOUSE', from: '2021-01-01' },
      { kind: 'PRECARIOUS', from: '2024-08-15' },
    ],
  });

  it('is of the kind that began last', () => {
    expect(shelterKindOn({ shelterPeriods }, '2024-08-14')).toBe('COMMUNITY_HOUSE');
    expect(shelterKindOn({ shelterPeriods }, '2024-08-15')).toBe('PRECARIOUS');
  });

  it('is of the first known kind before that began', () => {
    expect(shelterKindOn({ shelterPeriods }, '2020-01-01')).toBe('COMMUNITY_HOUSE');
  });
});

describe('the area the graph tells', () => {
  it('is the district of a record that carries a village', () => {
    expect(toldArea(somePerson())).toEqual({ code: '31.75.03' });
  });

  it('is never finer than what the record carries', () => {
    expect(toldArea({ areaCode: '31.75' })).toEqual({ code: '31.75' });
  });
});

describe('spans of days', () => {
  it('overlap only on days that lie in both', () => {
    const one = [{ from: '2024-01-01', until: '2024-03-01' }];
    expect(inBoth(one, [{ from: '2024-02-01', until: null }])).toEqual([{ from: '2024-02-01', until: '2024-03-01' }]);
    expect(inBoth(one, [{ from: '2024-03-01', until: null }])).toEqual([]);
  });

  it('leave gaps where the second holds', () => {
    const year = [{ from: '2024-01-01', until: null }];
    const spring = [
      { from: '2024-03-01', until: '2024-05-01' },
      { from: '2024-04-01', until: '2024-06-01' },
    ];
    expect(butNot(year, spring)).toEqual([
      { from: '2024-01-01', until: '2024-03-01' },
      { from: '2024-06-01', until: null },
    ]);
  });
});

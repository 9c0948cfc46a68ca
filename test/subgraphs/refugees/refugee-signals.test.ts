import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { RegisteredPersonRow } from '../../../subgraphs/refugees/models/RegisteredPerson';
import { personChanges, type RefugeeMeasure, refugeeMeasures } from '../../../subgraphs/refugees/refugee-signals';
import { shelterKinds, specificNeedCodes } from '../../../subgraphs/refugees/refugee-vocabulary';
import { addDays, addMonths, type Day } from '../../../subgraphs/shared/calendar';
import type { Balance } from '../../../subgraphs/shared/signal-series';
import { somePerson } from './some-person';

function summed(persons: readonly RegisteredPersonRow[], measure: RefugeeMeasure, day: Day): Balance {
  const changes = persons.flatMap(personChanges).filter((change) => change.measure === measure && change.on <= day);
  return changes.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 });
}

/** The state of one person on one day, looked at field by field. */
function stateOn(person: RegisteredPersonRow, day: Day): Record<RefugeeMeasure, { group: boolean; met: boolean }> {
  const active = person.registeredOn <= day && (person.leftOn === null || day < person.leftOn);
  const ended = person.documents.some(({ validUntil }) => validUntil < day);
  const valid = person.documents.some(({ validFrom, validUntil }) => validFrom <= day && day <= validUntil);
  const open = person.specificNeedPeriods.filter(({ from, until }) => from <= day && (until === null || day < until));
  const assisted = open.some(({ assistedFrom }) => assistedFrom !== null && assistedFrom <= day);
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  const age = months - Number(person.bornMonth.slice(0, 4)) * 12 - Number(person.bornMonth.slice(5, 7));
  const schoolAge = age >= 72 && age < 216;
  const out = person.outOfSchoolPeriods.some(
    ({ outFrom, outUntil }) => outFrom <= day && (outUntil === null || day < outUntil),
  );
  const housing = person.shelterPeriods.filter(({ from }) => from <= day).at(-1)?.kind;
  return {
    persons: { group: active, met: ended && !valid },
    needs: { group: active && open.length > 0, met: !assisted },
    children: { group: active && schoolAge, met: out },
    shelter: { group: active, met: housing === 'PRECARIOUS' },
  };
}

const start = '2022-01-01';
const day = fc.integer({ min: 0, max: 1_100 }).map((days) => addDays(start, days));
const dayOrNull = fc.option(day, { freq: 2 });
const sortedDays = (max: number) => fc.uniqueArray(day, { maxLength: max }).map((days) => [...days].sort());

const documents = fc
  .array(fc.tuple(day, fc.integer({ min: 0, max: 400 })), { maxLength: 4 })
  .map((list) => list.map(([validFrom, days]) => ({ validFrom, validUntil: addDays(validFrom, days) })));
const needs = fc.array(
  fc.record({ code: fc.constantFrom(...specificNeedCodes), from: day, assistedFrom: dayOrNull, until: dayOrNull }),
  { maxLength: 3 },
);
const outOfSchool = fc.array(fc.record({ outFrom: day, outUntil: dayOrNull }), { maxLength: 3 });
const shelters = fc
  .tuple(sortedDays(4), fc.array(fc.constantFrom(...shelterKinds), { minLength: 4, maxLength: 4 }))
  .map(([days, kinds]) => days.map((from, index) => ({ kind: kinds[index] ?? 'INDEPENDENT', from })));

const person: fc.Arbitrary<RegisteredPersonRow> = fc
  .record({
    registeredOn: day,
    leftOn: dayOrNull,
    bornMonth: fc.integer({ min: -300, max: 10 }).map((months) => addMonths('2022-06', months)),
    documents,
    specificNeedPeriods: needs,
    outOfSchoolPeriods: outOfSchool,
    shelterPeriods: shelters,
  })
  .map(somePerson);

describe('signals of registered persons', () => {
  it('sum, on any day, to the state of the persons on that day', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 6 }), day, (persons, on) => {
        for (const measure of refugeeMeasures) {
          const states = persons.map((one) => stateOn(one, on)[measure]);
          expect([measure, summed(persons, measure, on)]).toEqual([
            measure,
            {
              x: states.filter(({ group, met }) => group && met).length,
              n: states.filter(({ group }) => group).length,
            },
          ]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('count a document as lapsed from the day after its last until the next one begins', () => {
    const persons = [
      somePerson({
        documents: [
          { validFrom: '2022-01-01', validUntil: '2022-12-31' },
          { validFrom: '2023-02-01', validUntil: '2024-01-31' },
        ],
      }),
    ];
    const lapsed = (on: Day) => summed(persons, 'persons', on).x;
    expect(['2022-12-31', '2023-01-01', '2023-01-31', '2023-02-01', '2024-02-01'].map(lapsed)).toEqual([0, 1, 1, 0, 1]);
  });

  it('count nobody as lapsed who never had a document', () => {
    expect(summed([somePerson({ documents: [] })], 'persons', '2030-01-01')).toEqual({ x: 0, n: 1 });
  });

  it('count a person with two needs as assisted once one of them is', () => {
    const need = { from: '2024-01-01', until: null } as const;
    const specificNeedPeriods = [
      { ...need, code: 'SM' as const, assistedFrom: null },
      { ...need, code: 'SP' as const, assistedFrom: '2024-06-01' },
    ];
    const persons = [somePerson({ specificNeedPeriods })];
    expect(summed(persons, 'needs', '2024-05-31')).toEqual({ x: 1, n: 1 });
    expect(summed(persons, 'needs', '2024-06-01')).toEqual({ x: 0, n: 1 });
  });

  it('count children from the month of the sixth birthday to that of the eighteenth', () => {
    const persons = [somePerson({ bornMonth: '2010-03', registeredOn: '2015-01-01' })];
    const children = (on: Day) => summed(persons, 'children', on).n;
    expect(['2016-02-29', '2016-03-01', '2028-02-29', '2028-03-01'].map(children)).toEqual([0, 1, 1, 0]);
  });

  it('count nobody from the day of leaving on', () => {
    const persons = [
      somePerson({ leftOn: '2024-10-01', documents: [{ validFrom: '2022-01-01', validUntil: '2022-12-31' }] }),
    ];
    expect(summed(persons, 'persons', '2024-09-30')).toEqual({ x: 1, n: 1 });
    expect(summed(persons, 'persons', '2024-10-01')).toEqual({ x: 0, n: 0 });
  });

  it('are the same whatever the status of the persons', () => {
    fc.assert(
      fc.property(person, (one) => {
        const statuses = ['ASYLUM_SEEKER', 'REFUGEE', 'STATELESS'] as const;
        const [first, ...others] = statuses.map((status) => personChanges({ ...one, status } as RegisteredPersonRow));
        for (const other of others) expect(other).toEqual(first);
      }),
      { numRuns: 50 },
    );
  });
});

import fc from 'fast-check';

import type { ImportedDocument } from '../../subgraphs/shared/import-definition';

/** Records of any kind, to be written and corrected: few numbers and areas, so that corrections and moves are common. */
export const anyArea = fc.constantFrom('31.75.03.1001', '31.75.03.1002', '31.75.06.1001', '31.75.06', '31.74.01.1001');

const dayAfter = (first: string, days: number): string =>
  new Date(Date.parse(first) + days * 86_400_000).toISOString().slice(0, 10);
const dayFrom = (first: string, days: number) =>
  fc.integer({ min: 0, max: days }).map((after) => dayAfter(first, after));
// Signals are read at the ends of months: days from which a window, or a day beside it, reaches just to one.
const edgeDay = fc
  .tuple(
    fc.integer({ min: -14, max: 3 }),
    fc.constantFrom(0, 1, 7, 8, 14, 15, 16, 29, 30, 31, 89, 90, 91, 179, 180, 181),
  )
  .map(([months, before]) => new Date(Date.UTC(2024, 10 + months, 0 - before)).toISOString().slice(0, 10));
// From before the history that a series keeps until after the last day that the clock reaches.
const anyDay = fc.oneof(dayFrom('2022-03-01', 900), dayFrom('2024-08-01', 300), { weight: 3, arbitrary: edgeDay });
const orNever = <Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | null> => fc.option(value, { freq: 3 });
const ordered = (one: string, other: string | null): [string, string | null] =>
  other !== null && other < one ? [other, one] : [one, other];
const twoDays = fc.tuple(anyDay, orNever(anyDay)).map(([one, other]) => ordered(one, other));
const sortedDays = fc.uniqueArray(anyDay, { maxLength: 5 }).map((days) => days.sort());

type AnyDocument = fc.Arbitrary<ImportedDocument>;

function documents(collection: string, prefix: string, fields: fc.Arbitrary<object>): AnyDocument {
  return fc.tuple(fc.integer({ min: 1, max: 10 }), anyArea, fields).map(([number, areaCode, more]) => {
    const path = areaCode.split('.').map((_, index, parts) => parts.slice(0, index + 1).join('.'));
    return { collection, document: { _id: `${prefix}-${number}`, areaCode, areaPath: path, ...more } };
  });
}

const anyIncident = documents(
  'incidents',
  'INC',
  fc
    .record({
      severity: fc.constantFrom('S0', 'S1', 'S2', 'S3', 'S4', 'S5'),
      days: twoDays,
      closedOn: orNever(anyDay),
      shelterRelation: fc.constantFrom('AGAINST', 'AROUND', 'NONE'),
    })
    .map(({ severity, days: [occurredOn, reportedOn], closedOn, shelterRelation }) => ({
      eventType: 'RIOTS',
      subEventType: 'MOB_VIOLENCE',
      severity,
      occurredOn,
      reportedOn: reportedOn ?? occurredOn,
      closedOn: closedOn === null ? null : ordered(reportedOn ?? occurredOn, closedOn)[1],
      shelterRelation,
    })),
);

const anyTensionReport = documents(
  'tension_reports',
  'FKDM',
  // Most are verified within the window, some after it, some never.
  fc.tuple(anyDay, orNever(fc.integer({ min: 0, max: 35 }))).map(([reportedOn, after]) => ({
    reportedOn,
    verifiedOn: after === null ? null : dayAfter(reportedOn, after),
    subject: 'RUMOUR',
  })),
);

const anyStation = documents(
  'polling_stations',
  'TPS',
  fc
    .record({
      flags: fc.uniqueArray(fc.constantFrom('SECURITY', 'SARA', 'LOGISTICS'), { maxLength: 2 }),
      flaggedOn: anyDay,
    })
    .map(({ flags, flaggedOn }) => ({
      number: 1,
      registeredVoters: 500,
      flags,
      flaggedOn: flags.length === 0 ? null : flaggedOn,
    })),
);

const anyApplication = documents(
  'permit_applications',
  'PMH',
  fc.tuple(twoDays, fc.constantFrom(7, 14)).map(([[submittedOn, decidedOn], serviceStandardDays]) => ({
    kind: 'NEW',
    permitKind: 'LIMITED',
    permitId: null,
    submittedOn,
    serviceStandardDays,
    dueOn: dayAfter(submittedOn, serviceStandardDays),
    decidedOn,
    decidedLate: false,
    status: decidedOn === null ? 'PENDING' : 'APPROVED',
  })),
);

const anyLodging = documents(
  'lodgings',
  'APOA',
  fc.tuple(twoDays, sortedDays).map(([[registeredOn, closedOn], reportDays]) => ({
    kind: 'HOTEL',
    registeredOn,
    closedOn,
    reportDays,
  })),
);

const anyPerson = documents(
  'registered_persons',
  'P',
  fc
    .record({
      born: fc.constantFrom('1985-03', '2006-11', '2012-05', '2018-10', '2018-12'),
      registered: twoDays,
      documents: fc.array(twoDays, { maxLength: 3 }),
      needs: fc.array(fc.tuple(twoDays, orNever(anyDay)), { maxLength: 2 }),
      outOfSchool: fc.array(twoDays, { maxLength: 2 }),
      shelters: sortedDays,
      firstShelter: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ born, registered, documents: cards, needs, outOfSchool, shelters, firstShelter }) => ({
      caseId: 'CASE-1',
      status: 'REFUGEE',
      bornMonth: born,
      registeredOn: registered[0],
      leftOn: registered[1],
      documents: cards.map(([validFrom, validUntil]) => ({ validFrom, validUntil: validUntil ?? validFrom })),
      specificNeedPeriods: needs.map(([[from, until], assisted]) => ({
        code: 'DS',
        from,
        assistedFrom: assisted === null || assisted < from ? null : assisted,
        until,
      })),
      outOfSchoolPeriods: outOfSchool.map(([outFrom, outUntil]) => ({ outFrom, outUntil })),
      shelterPeriods: shelters.map((from, index) => ({
        kind: ['COMMUNITY_HOUSE', 'PRECARIOUS', 'INDEPENDENT'][(index + firstShelter) % 3],
        from,
      })),
    })),
);

export const anyDocumentOf = {
  permits: fc.oneof(anyApplication, anyLodging),
  refugees: anyPerson,
  security: fc.oneof(anyIncident, anyTensionReport, anyStation),
} satisfies Record<string, AnyDocument>;

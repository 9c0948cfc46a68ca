import { areaPath } from '../../../subgraphs/shared/area-code';

/** Today, for every planted record. */
export const today = '2024-10-31';

type Document = { readonly _id: string } & Readonly<Record<string, unknown>>;

/** Records by collection: those that are as they should be, and those with a fault, by the rule that must find them. */
interface Planted {
  readonly sound: Readonly<Record<string, readonly Document[]>>;
  readonly faulty: Readonly<Record<string, Readonly<Record<string, readonly Document[]>>>>;
}

const place = (areaCode: string) => ({ areaCode, areaPath: [...areaPath(areaCode)] });
const village = place('31.75.03.1001');
const nowhere = { area: place('31.75.03.1999') };
const misplaced = { ...village, areaPath: ['31', '31.75'] };
const placeFaults = (make: (number: string, more: object) => Document) => ({
  'area-unknown': [make('NOWHERE', nowhere.area)],
  'area-retired': [make('RETIRED', place('91.08.01.1003'))],
  'area-path-wrong': [make('MISPLACED', misplaced)],
});

let days = 0;
/** Records that are not about likeness differ in a day. */
const otherDay = (): string => new Date(Date.parse('2021-01-01') + (days += 1) * 86_400_000).toISOString().slice(0, 10);

const permit = (_id: string, more: object): Document => ({
  _id,
  ...village,
  kind: 'LIMITED',
  indexRegime: 'FROM_2024',
  indexCode: 'E23',
  decision: 'IN_FORCE',
  validFrom: otherDay(),
  validUntil: '2024-12-31',
  holderId: `H-${_id}`,
  sponsorId: null,
  ...more,
});

const application = (_id: string, more: object): Document => ({
  _id,
  ...village,
  kind: 'NEW',
  permitKind: 'LIMITED',
  permitId: null,
  submittedOn: '2024-10-01',
  serviceStandardDays: 7,
  dueOn: '2024-10-08',
  decidedOn: '2024-10-09',
  decidedLate: true,
  status: 'APPROVED',
  ...more,
});

const lodging = (_id: string, more: object): Document => ({
  _id,
  ...village,
  kind: 'HOTEL',
  registeredOn: '2024-01-02',
  closedOn: null,
  reportDays: ['2024-02-03'],
  ...more,
});

const action = (_id: string, more: object): Document => ({
  _id,
  ...village,
  kind: 'CHARGE',
  imposedOn: '2024-05-01',
  endedOn: null,
  ...more,
});

const same = { validFrom: '2024-02-01', validUntil: '2025-01-31' };
const overlapping = { holderId: 'H-OVERLAP', validUntil: '2024-12-31' };
const namesakes = { validFrom: '2024-03-01', validUntil: '2025-02-28' };
const twice = (make: typeof permit, number: string, more: object) => [
  make(`${number}-1`, more),
  make(`${number}-2`, more),
];

const permitRecords = {
  stay_permits: {
    ...placeFaults(permit),
    'permit-ends-before-it-begins': [permit('REVERSED', { validFrom: '2024-05-02', validUntil: '2024-05-01' })],
    'permit-far-in-future': [permit('FUTURE', { validFrom: '2042-01-01', validUntil: '2043-01-01' })],
    'permit-without-holder': [permit('NO-HOLDER', { holderId: 'H-NOBODY' })],
    'permit-without-sponsor': [permit('NO-SPONSOR', { sponsorId: 'S-NOBODY' })],
    'permit-recorded-twice': twice(permit, 'TWICE', { ...same, holderId: 'H-TWICE' }),
    'holder-under-two-numbers': [
      permit('NAMESAKE-1', { ...namesakes, holderId: 'H-NAME-1' }),
      permit('NAMESAKE-2', { ...namesakes, holderId: 'H-NAME-2' }),
    ],
    'permits-overlap': [permit('OVERLAP-2', { ...overlapping, validFrom: '2024-06-01' })],
  },
  permit_applications: {
    ...placeFaults(application),
    'application-decided-before-submitted': [application('EARLY', { decidedOn: '2024-09-30', decidedLate: false })],
    'application-in-future': [
      application('FUTURE', {
        submittedOn: '2024-11-01',
        dueOn: '2024-11-08',
        decidedOn: null,
        decidedLate: false,
        status: 'PENDING',
      }),
    ],
    'application-decision-unclear': [application('UNCLEAR', { status: 'PENDING' })],
    'application-standard-wrong': [
      application('STANDARD-1', { dueOn: '2024-10-09', decidedLate: false }),
      application('STANDARD-2', { decidedLate: false }),
    ],
    'application-without-permit': [application('NO-PERMIT', { permitId: 'IT-NONE' })],
  },
  lodgings: {
    ...placeFaults(lodging),
    'lodging-closed-before-registered': [lodging('REVERSED', { closedOn: '2024-01-01', reportDays: [] })],
    'lodging-in-future': [
      lodging('FUTURE-1', { registeredOn: '2024-11-01', reportDays: [] }),
      lodging('FUTURE-2', { reportDays: ['2024-11-01'] }),
    ],
    'lodging-reports-after-closing': [lodging('AFTER', { closedOn: '2024-02-02' })],
  },
  administrative_actions: {
    ...placeFaults(action),
    'action-ended-before-imposed': [action('REVERSED', { endedOn: '2024-04-30' })],
    'action-in-future': [action('FUTURE', { imposedOn: '2024-11-01' })],
  },
};

const holdersOf = (permits: readonly Document[]): Document[] =>
  [...new Set(permits.map(({ holderId }) => holderId as string))]
    .filter((_id) => _id !== 'H-NOBODY')
    .map((_id) => ({ _id, name: _id.startsWith('H-NAME') ? 'Two Numbers' : `Name of ${_id}` }));

const soundPermits = [
  permit('SOUND', {}),
  permit('OVERLAP-1', { ...overlapping, validFrom: '2024-01-01' }),
  // Ended, it may lie beside another; of another name, it may be alike; to come within a year, it is no mistake.
  permit('ENDED', { ...overlapping, validFrom: '2024-01-15', decision: 'ENDED' }),
  permit('ALIKE', { ...namesakes }),
  permit('SOON', { validFrom: '2025-03-01', validUntil: '2026-03-01' }),
  permit('AFTER', { holderId: 'H-SOON', validFrom: '2024-01-01', validUntil: '2024-06-30' }),
  permit('NEXT', { holderId: 'H-SOON', validFrom: '2024-07-01', validUntil: '2024-12-31' }),
];

const person = (_id: string, more: object): Document => ({
  _id,
  ...village,
  caseId: 'CASE-1',
  status: 'REFUGEE',
  bornMonth: '2012-05',
  registeredOn: otherDay(),
  leftOn: null,
  documents: [{ validFrom: '2023-01-01', validUntil: '2024-01-01' }],
  specificNeedPeriods: [{ code: 'DS', from: '2022-01-01', assistedFrom: '2022-02-01', until: null }],
  outOfSchoolPeriods: [{ outFrom: '2022-01-01', outUntil: '2022-02-01' }],
  shelterPeriods: [{ kind: 'INDEPENDENT', from: '2022-01-01' }],
  ...more,
});
const registrationCase = (_id: string, more: object): Document => ({
  _id,
  ...village,
  registeredOn: '2021-01-01',
  closedOn: null,
  ...more,
});
const shelter = (_id: string, more: object): Document => ({
  _id,
  ...village,
  kind: 'COMMUNITY_HOUSE',
  openedOn: '2022-01-01',
  closedOn: null,
  ...more,
});
const need = (more: object) => ({
  specificNeedPeriods: [{ code: 'DS', from: '2022-01-01', assistedFrom: null, until: null, ...more }],
});

const incident = (_id: string, more: object): Document => ({
  _id,
  ...village,
  eventType: 'RIOTS',
  subEventType: 'MOB_VIOLENCE',
  severity: 'S2',
  occurredOn: otherDay(),
  reportedOn: '2024-06-01',
  closedOn: null,
  shelterRelation: 'NONE',
  ...more,
});
const report = (_id: string, more: object): Document => ({
  _id,
  ...village,
  reportedOn: '2024-06-02',
  verifiedOn: '2024-06-03',
  subject: 'RUMOUR',
  ...more,
});
const station = (_id: string, more: object): Document => ({
  _id,
  ...village,
  number: 1,
  registeredVoters: 400,
  flags: [],
  flaggedOn: null,
  ...more,
});
const event = (_id: string, more: object): Document => ({
  _id,
  ...village,
  kind: 'CAMPAIGN_RALLY',
  heldOn: '2024-11-20',
  ...more,
});
const phase = (kind: string, from: string, to: string) => ({ kind, from, to });
const election = (_id: string, more: object): Document => ({
  _id,
  name: 'Election',
  votingDay: '2024-11-27',
  phases: [phase('CAMPAIGN', '2024-09-25', '2024-11-23'), phase('VOTING', '2024-11-27', '2024-11-27')],
  ...more,
});
const activity = (_id: string, more: object): Document => ({
  _id,
  title: 'Visit',
  kind: 'JOINT_VISIT',
  heldOn: '2024-06-01',
  agencies: ['UNHCR'],
  areaCodes: ['31.75.03'],
  areaPath: ['31', '31.75', '31.75.03'],
  actionItems: [{ id: '1', task: 'Report', owner: 'UNHCR', dueOn: '2024-06-20', doneOn: '2024-06-10' }],
  ...more,
});
const task = (more: object) => ({
  actionItems: [{ id: '1', task: 'Report', owner: 'UNHCR', dueOn: '2024-06-20', doneOn: null, ...more }],
});

export const planted: Readonly<Record<'permits' | 'refugees' | 'security' | 'stability', Planted>> = {
  permits: {
    sound: {
      stay_permits: soundPermits,
      permit_applications: [
        application('SOUND', {}),
        application('OPEN', { decidedOn: null, decidedLate: false, status: 'PENDING', permitId: 'SOUND' }),
      ],
      lodgings: [lodging('SOUND', {}), lodging('CLOSED', { closedOn: '2024-02-03' })],
      administrative_actions: [action('SOUND', { endedOn: '2024-05-01' })],
      permit_holders: holdersOf([...soundPermits, ...Object.values(permitRecords.stay_permits).flat()]),
    },
    faulty: permitRecords,
  },
  refugees: {
    sound: {
      registered_persons: [person('SOUND', {}), person('LEFT', { leftOn: today })],
      registration_cases: [registrationCase('CASE-1', { closedOn: '2024-01-01' })],
      shelters: [shelter('SOUND', { closedOn: '2022-01-01' })],
    },
    faulty: {
      registered_persons: {
        ...placeFaults(person),
        'person-above-districts': [person('WIDE', place('31.75'))],
        'person-born-after-registration': [person('UNBORN', { bornMonth: '2021-12', registeredOn: '2021-11-30' })],
        'person-too-old': [person('OLD', { bornMonth: '1904-01' })],
        'person-left-before-registration': [person('REVERSED', { registeredOn: '2024-01-02', leftOn: '2024-01-01' })],
        'person-in-future': [person('FUTURE', { registeredOn: '2024-11-01' })],
        'document-ends-before-it-begins': [
          person('CARD', { documents: [{ validFrom: '2024-01-02', validUntil: '2024-01-01' }] }),
        ],
        'person-period-reversed': [
          person('NEED', need({ until: '2021-12-31' })),
          person('ASSISTED', need({ assistedFrom: '2021-12-31' })),
          person('SCHOOL', { outOfSchoolPeriods: [{ outFrom: '2022-01-02', outUntil: '2022-01-01' }] }),
        ],
        'person-period-before-birth': [person('BEFORE', need({ from: '2012-04-30' }))],
        'person-without-case': [person('NO-CASE', { caseId: 'CASE-NONE' })],
        'person-under-two-numbers': [
          person('AGAIN-1', { registeredOn: '2024-02-02' }),
          person('AGAIN-2', { registeredOn: '2024-02-02' }),
        ],
      },
      registration_cases: {
        ...placeFaults(registrationCase),
        'case-closed-before-registration': [registrationCase('REVERSED', { closedOn: '2020-12-31' })],
      },
      shelters: {
        ...placeFaults(shelter),
        'shelter-closed-before-opened': [shelter('REVERSED', { closedOn: '2021-12-31' })],
        'shelter-in-future': [shelter('FUTURE', { openedOn: '2024-11-01' })],
      },
    },
  },
  security: {
    sound: {
      incidents: [
        incident('SOUND', { closedOn: '2024-06-01' }),
        incident('PROTEST', { eventType: 'PROTESTS', subEventType: 'PEACEFUL_PROTEST', severity: 'S0' }),
        incident('OTHER-TYPE', { occurredOn: '2024-01-05', severity: 'S3' }),
      ],
      tension_reports: [report('SOUND', {}), report('UNVERIFIED', { verifiedOn: null })],
      polling_stations: [
        station('SOUND', {}),
        station('FLAGGED', { flags: ['SARA'], flaggedOn: '2024-10-01' }),
        station('DISTRICT', place('31.75.06')),
      ],
      political_events: [event('SOUND', {})],
      elections: [election('SOUND', {})],
    },
    faulty: {
      incidents: {
        ...placeFaults(incident),
        'incident-reported-before-it-happened': [incident('REVERSED', { occurredOn: '2024-06-02' })],
        'incident-closed-before-reported': [incident('CLOSED', { closedOn: '2024-05-31' })],
        'incident-in-future': [incident('FUTURE', { reportedOn: '2024-11-01' })],
        'incident-type-wrong': [incident('TYPE', { eventType: 'BATTLES' })],
        'protest-with-weight': [
          incident('WEIGHT', { eventType: 'PROTESTS', subEventType: 'PEACEFUL_PROTEST', severity: 'S1' }),
        ],
        'incident-without-village': [incident('WIDE', place('31.75.03'))],
        'incident-recorded-twice': twice(incident, 'TWICE', { occurredOn: '2024-01-05' }),
      },
      tension_reports: {
        ...placeFaults(report),
        'tension-verified-before-reported': [report('REVERSED', { verifiedOn: '2024-06-01' })],
        'tension-in-future': [report('FUTURE', { reportedOn: '2024-11-01', verifiedOn: null })],
      },
      polling_stations: {
        ...placeFaults(station),
        'station-flags-undated': [
          station('UNDATED', { flags: ['SARA'] }),
          station('UNFLAGGED', { flaggedOn: '2024-10-01' }),
        ],
        'station-flagged-in-future': [station('FUTURE', { flags: ['SARA'], flaggedOn: '2024-11-01' })],
        'station-without-voters': [station('EMPTY', { registeredVoters: 0 })],
        // The rule names the area, not the station.
        'stations-counted-twice': [station('31.75.03', place('31.75.03'))],
      },
      political_events: {
        ...placeFaults(event),
        'event-far-in-future': [event('FUTURE', { heldOn: '2042-11-20' })],
      },
      elections: {
        'election-phase-reversed': [election('REVERSED', { phases: [phase('CAMPAIGN', '2024-11-23', '2024-09-25')] })],
        'election-voting-day-outside': [election('OUTSIDE', { votingDay: '2024-11-28' })],
      },
    },
  },
  stability: {
    sound: { joint_activities: [activity('SOUND', {})] },
    faulty: {
      joint_activities: {
        'area-unknown': [activity('NOWHERE', { areaCodes: ['31.75.99'] })],
        'area-retired': [activity('RETIRED', { areaCodes: ['31.75.03', '92.71'] })],
        'action-item-before-activity': [activity('EARLY', task({ dueOn: '2024-05-31' }))],
        'task-done-in-future': [activity('FUTURE', task({ doneOn: '2024-11-01' }))],
      },
    },
  },
};

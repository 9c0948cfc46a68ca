import { areaPath } from '../shared/area-code';
import { addDays } from '../shared/calendar';
import { notBefore, notInFuture, placeRules, type QualityRule, recordRule } from '../shared/quality-rule';
import { eventTypeOf } from './incident-taxonomy';
import { electionCollection, type ElectionRow } from './models/Election';
import { incidentCollection, type IncidentRow } from './models/Incident';
import { politicalEventCollection, type PoliticalEventRow } from './models/PoliticalEvent';
import { pollingStationCollection, type PollingStationRow } from './models/PollingStation';
import { tensionReportCollection, type TensionReportRow } from './models/TensionReport';

const { collection: incidents } = incidentCollection;
const { collection: reports } = tensionReportCollection;
const { collection: stations } = pollingStationCollection;
const { collection: events } = politicalEventCollection;
const { collection: elections } = electionCollection;

const incidentRules: readonly QualityRule[] = [
  ...placeRules(incidents),
  notBefore<IncidentRow>(
    {
      id: 'incident-reported-before-it-happened',
      collection: incidents,
      means: 'The report is older than the incident.',
    },
    'occurredOn',
    'reportedOn',
  ),
  notBefore<IncidentRow>(
    { id: 'incident-closed-before-reported', collection: incidents, means: 'Its handling closed before the report.' },
    'reportedOn',
    'closedOn',
  ),
  notInFuture<IncidentRow>(
    {
      id: 'incident-in-future',
      collection: incidents,
      means: 'The incident, its report or its closing lies after today.',
    },
    'occurredOn',
    'reportedOn',
    'closedOn',
  ),
  recordRule<IncidentRow>(
    { id: 'incident-type-wrong', collection: incidents, means: 'The sub-type does not belong to the event type.' },
    ['eventType', 'subEventType'],
    ({ eventType, subEventType }) => eventTypeOf(subEventType) !== eventType,
  ),
  recordRule<IncidentRow>(
    {
      id: 'protest-with-weight',
      collection: incidents,
      means: 'A peaceful protest, which is lawful, has a severity above S0 and so weighs in the index.',
      mend: 'Give it the severity S0 and bring it in again.',
    },
    ['subEventType', 'severity'],
    ({ subEventType, severity }) => subEventType === 'PEACEFUL_PROTEST' && severity !== 'S0',
  ),
  recordRule<IncidentRow>(
    {
      id: 'incident-without-village',
      severity: 'warning',
      collection: incidents,
      means: 'The incident is known to a district or a wider area only: it is missing in the index of its village.',
      mend: 'Find out the village and bring the incident in again.',
    },
    ['areaCode'],
    ({ areaCode }) => areaPath(areaCode).length < 4,
  ),
  {
    kind: 'repeat',
    id: 'incident-recorded-twice',
    severity: 'warning',
    collection: incidents,
    means: 'Incidents under several numbers are alike in area, day, report, type, severity and relation to shelters.',
    mend: 'Compare the reports. If it is one incident, take the other numbers out.',
    fields: ['areaCode', 'occurredOn', 'reportedOn', 'subEventType', 'severity', 'shelterRelation'],
  },
];

const reportRules: readonly QualityRule[] = [
  ...placeRules(reports),
  notBefore<TensionReportRow>(
    {
      id: 'tension-verified-before-reported',
      collection: reports,
      means: 'The report was verified before it was made.',
    },
    'reportedOn',
    'verifiedOn',
  ),
  notInFuture<TensionReportRow>(
    { id: 'tension-in-future', collection: reports, means: 'The report or its verification lies after today.' },
    'reportedOn',
    'verifiedOn',
  ),
];

const stationRules: readonly QualityRule[] = [
  ...placeRules(stations),
  recordRule<PollingStationRow>(
    {
      id: 'station-flags-undated',
      collection: stations,
      means: 'The station has flags without the day they were given, or the day without flags: no flag counts.',
    },
    ['flags', 'flaggedOn'],
    ({ flags, flaggedOn }) => flags.length > 0 !== (flaggedOn !== null),
  ),
  notInFuture<PollingStationRow>(
    { id: 'station-flagged-in-future', collection: stations, means: 'The flags are dated after today.' },
    'flaggedOn',
  ),
  recordRule<PollingStationRow>(
    { id: 'station-without-voters', severity: 'warning', collection: stations, means: 'The station has no voters.' },
    ['registeredVoters'],
    ({ registeredVoters }) => registeredVoters === 0,
  ),
  {
    kind: 'areas',
    id: 'stations-counted-twice',
    severity: 'error',
    collection: stations,
    means: 'The area has stations of its own and stations in its villages: its stations are counted twice.',
    mend: 'Take the stations of the wider area out where those of its villages are on record.',
    faultyOf: (codes) =>
      [...new Set([...codes].flatMap((code) => areaPath(code).slice(0, -1)))].filter((code) => codes.has(code)),
  },
];

const electionRules: readonly QualityRule[] = [
  ...placeRules(events),
  recordRule<PoliticalEventRow>(
    {
      id: 'event-far-in-future',
      severity: 'warning',
      collection: events,
      means: 'The event is more than a year from now; the year may be mistyped.',
    },
    ['heldOn'],
    ({ heldOn }, { today }) => heldOn > addDays(today, 366),
  ),
  recordRule<ElectionRow>(
    { id: 'election-phase-reversed', collection: elections, means: 'A phase of the election ends before it begins.' },
    ['phases'],
    ({ phases }) => phases.some(({ from, to }) => to < from),
  ),
  recordRule<ElectionRow>(
    {
      id: 'election-voting-day-outside',
      collection: elections,
      means: 'The voting day lies outside the phase of voting.',
    },
    ['phases', 'votingDay'],
    ({ phases, votingDay }) =>
      phases.some(({ kind, from, to }) => kind === 'VOTING' && (votingDay < from || votingDay > to)),
  ),
];

export const securityQuality: readonly QualityRule[] = [
  ...incidentRules,
  ...reportRules,
  ...stationRules,
  ...electionRules,
];

import { areaLevelOf } from '../shared/area-code';
import type { Day } from '../shared/calendar';
import type { ImportDefinition, ImportedDocument, ImportHelp, RawRow } from '../shared/import-definition';
import { RowReader } from '../shared/row-reader';
import { spreadEvenly } from './apportion';
import { electionsImport } from './election-import';
import {
  incidentsHeadings,
  politicalEventsHeadings,
  pollingStationsHeadings,
  tensionReportsHeadings,
} from './headings';
import { eventTypeOf, incidentEventTypes, incidentSubEventTypes, subEventTypesOf } from './incident-taxonomy';
import { incidentCollection, type IncidentRow } from './models/Incident';
import { politicalEventCollection, type PoliticalEventRow } from './models/PoliticalEvent';
import {
  mostStationsOfAnArea,
  pollingStationCollection,
  pollingStationNumber,
  type PollingStationRow,
} from './models/PollingStation';
import { tensionReportCollection, type TensionReportRow } from './models/TensionReport';
import {
  incidentSeverities,
  politicalEventKinds,
  pollingStationFlags,
  shelterRelations,
  tensionSubjects,
} from './security-vocabulary';

const incidentsImport: ImportDefinition = {
  kind: 'incidents',
  requiredColumns: [
    'incident_number',
    'event_type',
    'sub_event_type',
    'severity',
    'occurred_on',
    'reported_on',
    'area_code',
    'shelter_relation',
  ],
  optionalColumns: ['closed_on'],
  headings: incidentsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const incident: IncidentRow = {
      _id: read.number('incident_number'),
      ...area,
      eventType: read.choice('event_type', incidentEventTypes),
      subEventType: read.choice('sub_event_type', incidentSubEventTypes),
      severity: read.choice('severity', incidentSeverities),
      occurredOn: read.day('occurred_on'),
      reportedOn: read.day('reported_on'),
      closedOn: read.optionalDay('closed_on'),
      shelterRelation: read.choice('shelter_relation', shelterRelations),
    };
    demandTaxonomy(read, incident);
    demandDays(read, incident, help);
    return read.result(area.areaCode, [{ collection: incidentCollection.collection, document: incident }]);
  },
};

function demandTaxonomy(read: RowReader, { eventType, subEventType, severity }: IncidentRow): void {
  read.demand(
    !isSound(read, 'event_type') || eventTypeOf(subEventType) === eventType,
    'sub_event_type',
    `must be a sub-type of ${eventType}: ${subEventTypesOf[eventType].join(', ')}`,
  );
  read.demand(
    subEventType !== 'PEACEFUL_PROTEST' || severity === 'S0',
    'severity',
    'must be S0 for a peaceful protest, which is lawful and weighs nothing',
  );
}

// A day that is refused for itself is not compared with the others: one mistake is told once.
function demandDays(read: RowReader, { occurredOn, reportedOn, closedOn }: IncidentRow, { today }: ImportHelp): void {
  demandPast(read, 'occurred_on', occurredOn, today);
  demandPast(read, 'reported_on', reportedOn, today);
  const known = occurredOn > today || reportedOn >= occurredOn;
  read.demand(known, 'reported_on', 'must not be before occurred_on');
  if (closedOn === null) return;
  demandPast(read, 'closed_on', closedOn, today);
  const handled = reportedOn > today || closedOn >= reportedOn;
  read.demand(handled, 'closed_on', 'must not be before reported_on');
}

function demandPast(read: RowReader, column: string, day: Day, today: Day): void {
  read.demand(day <= today, column, `must not be later than ${today}`);
}

function isSound(read: RowReader, column: string): boolean {
  const told = read.result('', []);
  return told.ok || told.faults.every((fault) => fault.column !== column);
}

const tensionReportsImport: ImportDefinition = {
  kind: 'tension-reports',
  requiredColumns: ['report_number', 'reported_on', 'area_code', 'subject'],
  optionalColumns: ['verified_on'],
  headings: tensionReportsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const report: TensionReportRow = {
      _id: read.number('report_number'),
      ...area,
      reportedOn: read.day('reported_on'),
      verifiedOn: read.optionalDay('verified_on'),
      subject: read.choice('subject', tensionSubjects),
    };
    const { reportedOn, verifiedOn } = report;
    demandPast(read, 'reported_on', reportedOn, help.today);
    if (verifiedOn !== null) {
      demandPast(read, 'verified_on', verifiedOn, help.today);
      const known = reportedOn > help.today || verifiedOn >= reportedOn;
      read.demand(known, 'verified_on', 'must not be before reported_on');
    }
    return read.result(area.areaCode, [{ collection: tensionReportCollection.collection, document: report }]);
  },
};

/** An event that was announced is told before it is held. */
const politicalEventsImport: ImportDefinition = {
  kind: 'political-events',
  requiredColumns: ['event_number', 'kind', 'held_on', 'area_code'],
  optionalColumns: [],
  headings: politicalEventsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const event: PoliticalEventRow = {
      _id: read.number('event_number'),
      ...area,
      kind: read.choice('kind', politicalEventKinds),
      heldOn: read.day('held_on'),
    };
    return read.result(area.areaCode, [{ collection: politicalEventCollection.collection, document: event }]);
  },
};

const mostVotersOfAStation = 2_000;

/**
 * A row is one station (`number` in its village, or `station_number` with its area's code before it), or all stations of an area where only their number is known (`polling_stations`): then `registered_voters` is the area's, spread
 * evenly over stations of the area itself. Both for one district count its stations twice: use the second only where no
 * village's stations are held. `source` is a remark for the reader of the file.
 */
const pollingStationsImport: ImportDefinition = {
  kind: 'polling-stations',
  requiredColumns: ['area_code', 'registered_voters'],
  optionalColumns: ['number', 'station_number', 'polling_stations', 'flags', 'flagged_on', 'source'],
  headings: pollingStationsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const filled = ['number', 'station_number', 'polling_stations'].filter((column) => isFilled(row, column));
    read.demand(
      filled.length === 1,
      filled[1] ?? 'number',
      'must be the only one of number, station_number and polling_stations that is filled',
    );
    const stations =
      filled[0] === 'polling_stations' ? stationsOfArea(read, row, area) : [singleStation(read, row, area, help)];
    return read.result(area.areaCode, stations.map(toDocument));
  },
};

const isFilled = (row: RawRow, column: string): boolean => (row[column] ?? '').trim() !== '';

type Place = Pick<PollingStationRow, 'areaCode' | 'areaPath'>;

function singleStation(read: RowReader, row: RawRow, area: Place, help: ImportHelp): PollingStationRow {
  read.demand(
    area.areaCode === '' || areaLevelOf(area.areaCode) === 'VILLAGE' || isFilled(row, 'station_number'),
    'area_code',
    'must be the village that the station stands in',
  );
  const number = isFilled(row, 'station_number')
    ? numberFrom(read, area)
    : isFilled(row, 'number')
      ? read.integer('number', 1, mostStationsOfAnArea)
      : 1;
  const flags = read.choices('flags', pollingStationFlags);
  const flaggedOn = read.optionalDay('flagged_on');
  if (isSound(read, 'flags')) demandFlagDay(read, flags, flaggedOn, help);
  return {
    _id: pollingStationNumber(area.areaCode, number),
    ...area,
    number,
    registeredVoters: read.integer('registered_voters', 0, mostVotersOfAStation),
    flags,
    flaggedOn,
  };
}

/** The running number of `31.75.03.1001-007`. */
function numberFrom(read: RowReader, { areaCode }: Place): number {
  const text = read.number('station_number');
  const number = Number(/-(\d{1,3})$/.exec(text)?.[1] ?? 0);
  const known = areaCode === '' || (number > 0 && text === pollingStationNumber(areaCode, number));
  read.demand(known, 'station_number', 'must be the code of area_code, a dash and three digits from 001');
  return number;
}

function demandFlagDay(
  read: RowReader,
  flags: PollingStationRow['flags'],
  flaggedOn: Day | null,
  { today }: ImportHelp,
): void {
  if (flaggedOn === null) read.demand(flags.length === 0, 'flagged_on', 'must be given with flags');
  else {
    demandPast(read, 'flagged_on', flaggedOn, today);
    read.demand(flags.length > 0, 'flags', 'must be given with flagged_on');
  }
}

function stationsOfArea(read: RowReader, row: RawRow, area: Place): PollingStationRow[] {
  const stations = read.integer('polling_stations', 1, mostStationsOfAnArea);
  const voters = read.integer('registered_voters', 0, stations * mostVotersOfAStation);
  for (const column of ['flags', 'flagged_on']) {
    read.demand(!isFilled(row, column), column, 'must be empty where polling_stations is given');
  }
  return spreadEvenly(voters, stations).map((registeredVoters, index) => ({
    _id: pollingStationNumber(area.areaCode, index + 1),
    ...area,
    number: index + 1,
    registeredVoters,
    flags: [],
    flaggedOn: null,
  }));
}

const toDocument = (document: PollingStationRow): ImportedDocument => ({
  collection: pollingStationCollection.collection,
  document,
});

export const securityImports: readonly ImportDefinition[] = [
  incidentsImport,
  tensionReportsImport,
  politicalEventsImport,
  pollingStationsImport,
  electionsImport,
];

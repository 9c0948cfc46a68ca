import {
  column,
  type ExportColumn,
  type ExportDefinition,
  type GraphNode,
  madeColumn,
} from '../shared/export-definition';
import { areaAndMonth, rateColumns, shareColumns } from '../shared/signal-columns';
import { phaseColumns } from './election-import';
import type { ElectionPhase } from './models/Election';
import { type ElectionPhaseKind, electionPhaseKinds } from './security-vocabulary';

const incidentsExport: ExportDefinition = {
  kind: 'incidents',
  by: 'area',
  list: 'incidents',
  day: 'occurredOn',
  monthFilter: '{ from: $month, to: $month }',
  counted: true,
  columns: [
    column('incident_number', 'id'),
    column('event_type', 'eventType'),
    column('sub_event_type', 'subEventType'),
    column('severity', 'severity'),
    column('occurred_on', 'occurredOn'),
    column('reported_on', 'reportedOn'),
    column('closed_on', 'closedOn'),
    column('area_code', 'area.code'),
    column('shelter_relation', 'shelterRelation'),
  ],
};

const tensionReportsExport: ExportDefinition = {
  kind: 'tension-reports',
  by: 'area',
  list: 'tensionReports',
  day: 'reportedOn',
  newestFirst: true,
  counted: true,
  columns: [
    column('report_number', 'id'),
    column('reported_on', 'reportedOn'),
    column('verified_on', 'verifiedOn'),
    column('area_code', 'area.code'),
    column('subject', 'subject'),
  ],
};

const politicalEventsExport: ExportDefinition = {
  kind: 'political-events',
  by: 'area',
  list: 'politicalEvents',
  day: 'heldOn',
  newestFirst: true,
  counted: true,
  columns: [
    column('event_number', 'id'),
    column('kind', 'kind'),
    column('held_on', 'heldOn'),
    column('area_code', 'area.code'),
  ],
};

const pollingStationsExport: ExportDefinition = {
  kind: 'polling-stations',
  by: 'area',
  list: 'pollingStations',
  day: 'flaggedOn',
  counted: true,
  columns: [
    column('station_number', 'id'),
    column('area_code', 'area.code'),
    column('registered_voters', 'registeredVoters'),
    column('flags', 'flags'),
    column('flagged_on', 'flaggedOn'),
  ],
};

const electionsExport: ExportDefinition = {
  kind: 'elections',
  by: 'query',
  field: 'elections',
  day: 'votingDay',
  columns: [
    column('election', 'id'),
    column('name', 'name'),
    column('voting_day', 'votingDay'),
    ...electionPhaseKinds.flatMap(phaseDays),
  ],
};

function phaseDays(kind: ElectionPhaseKind): ExportColumn[] {
  const [first, last] = phaseColumns(kind);
  const phaseOf = ({ phases }: GraphNode) => (phases as readonly ElectionPhase[]).find((phase) => phase.kind === kind);
  return [
    madeColumn(first, ['phases.kind', 'phases.from'], (election) => phaseOf(election)?.from ?? null),
    madeColumn(last, ['phases.kind', 'phases.to'], (election) => phaseOf(election)?.to ?? null),
  ];
}

const securitySignalsExport: ExportDefinition = {
  kind: 'security-signals',
  by: 'area-and-month',
  field: 'securitySignals',
  takes: 'months',
  columns: [
    ...areaAndMonth,
    ...rateColumns('incidents', 'incidents'),
    ...rateColumns('incidents_around_shelters', 'incidentsAroundShelters'),
    ...rateColumns('tension_reports', 'tensionReports'),
    ...shareColumns('flagged_polling_stations', 'flaggedPollingStations'),
    ...shareColumns('incidents_still_open', 'incidentsStillOpen'),
  ],
};

export const securityExports: readonly ExportDefinition[] = [
  incidentsExport,
  tensionReportsExport,
  politicalEventsExport,
  pollingStationsExport,
  electionsExport,
  securitySignalsExport,
];

import { addDays, type Day } from '../shared/calendar';
import { type SignalDefinition, signalSource } from '../shared/signal-definition';
import type { Change } from '../shared/signal-series';
import { isLawful, isShelterRelated, severityWeights } from './incident-rules';
import type { IncidentRow } from './models/Incident';
import type { PollingStationRow } from './models/PollingStation';
import type { TensionReportRow } from './models/TensionReport';
import type { PollingStationFlag } from './security-vocabulary';

export const securityMeasures = ['incidents', 'shelterIncidents', 'tension', 'stations', 'openIncidents'] as const;
export type SecurityMeasure = (typeof securityMeasures)[number];

const incidentDays = 90;
const shelterIncidentDays = 180;
const tensionDays = 30;
/** Handling is looked at when an incident was reported from 15 to 180 days ago. */
const agedFrom = 15;
const agedTo = 180;

/** The flags that count in the index; the others are about the vote's preparation. */
const riskFlags: readonly PollingStationFlag[] = ['SECURITY', 'CONFLICT_PRONE_PLACE', 'SARA'];

// A station carries no day of its own: it counts as long as it is on the list. Any day before all months would do.
const everSince: Day = '1970-01-01';

// Political events are no source: a rally or a meeting cannot reach the index.
export const securitySignals: SignalDefinition = {
  measures: securityMeasures,
  ofPersons: [],
  sources: [
    signalSource<IncidentRow>(
      'incidents',
      ['severity', 'shelterRelation', 'occurredOn', 'reportedOn', 'closedOn'],
      incidentChanges,
    ),
    signalSource<TensionReportRow>('tension_reports', ['reportedOn', 'verifiedOn'], tensionChanges),
    signalSource<PollingStationRow>('polling_stations', ['flags', 'flaggedOn'], pollingStationChanges),
  ],
};

type IncidentDays = Pick<IncidentRow, 'severity' | 'shelterRelation' | 'occurredOn' | 'reportedOn' | 'closedOn'>;

/** What an incident brings to the three measures it is part of; a lawful event brings nothing to any. */
export function incidentChanges(incident: IncidentDays): Change[] {
  if (isLawful(incident)) return [];
  const weight = severityWeights[incident.severity];
  const changes = inWindow('incidents', incident.occurredOn, incidentDays, weight);
  if (isShelterRelated(incident)) {
    changes.push(...inWindow('shelterIncidents', incident.occurredOn, shelterIncidentDays, weight));
  }
  return [...changes, ...handlingChanges(incident)];
}

/** In the measure on the days `on` to `on + days - 1`. */
function inWindow(measure: SecurityMeasure, on: Day, days: number, weight: number): Change[] {
  return [
    { on, measure, x: weight, n: 1 },
    { on: addDays(on, days), measure, x: -weight, n: -1 },
  ];
}

/** Looked at from 15 to 180 days after its report; open until the day before it was closed. */
function handlingChanges({ reportedOn, closedOn }: Pick<IncidentRow, 'reportedOn' | 'closedOn'>): Change[] {
  const measure: SecurityMeasure = 'openIncidents';
  const enters = addDays(reportedOn, agedFrom);
  const leaves = addDays(reportedOn, agedTo + 1);
  const changes: Change[] = [
    { on: enters, measure, x: 0, n: 1 },
    { on: leaves, measure, x: 0, n: -1 },
  ];
  if (closedOn !== null && closedOn <= enters) return changes;
  changes.push({ on: enters, measure, x: 1, n: 0 });
  changes.push({ on: closedOn !== null && closedOn < leaves ? closedOn : leaves, measure, x: -1, n: 0 });
  return changes;
}

/**
 * The window of 30 days runs from the report, since that is when the tension was felt; the report counts in it from the
 * day it is verified. One that is verified later than that never counts, and neither does one that is not verified.
 */
export function tensionChanges({
  reportedOn,
  verifiedOn,
}: Pick<TensionReportRow, 'reportedOn' | 'verifiedOn'>): Change[] {
  const measure: SecurityMeasure = 'tension';
  if (verifiedOn === null) return [];
  const enters = verifiedOn > reportedOn ? verifiedOn : reportedOn;
  const leaves = addDays(reportedOn, tensionDays);
  if (enters >= leaves) return [];
  return [
    { on: enters, measure, x: 1, n: 1 },
    { on: leaves, measure, x: -1, n: -1 },
  ];
}

/** A station of the list; flagged from the day it was flagged, however many of the flags that count it has. */
export function pollingStationChanges({ flags, flaggedOn }: Pick<PollingStationRow, 'flags' | 'flaggedOn'>): Change[] {
  const measure: SecurityMeasure = 'stations';
  const station: Change = { on: everSince, measure, x: 0, n: 1 };
  if (flaggedOn === null || !flags.some((flag) => riskFlags.includes(flag))) return [station];
  return [station, { on: flaggedOn, measure, x: 1, n: 0 }];
}

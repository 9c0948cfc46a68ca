import type { Connection } from 'mongoose';

import { modelOf } from '../shared/model';
import { electionCollection, type ElectionRow } from './models/Election';
import { incidentCollection, type IncidentRow } from './models/Incident';
import { politicalEventCollection, type PoliticalEventRow } from './models/PoliticalEvent';
import { pollingStationCollection, type PollingStationRow } from './models/PollingStation';
import { tensionReportCollection, type TensionReportRow } from './models/TensionReport';

export const securityCollections = [
  incidentCollection,
  tensionReportCollection,
  politicalEventCollection,
  pollingStationCollection,
  electionCollection,
].map(({ collection }) => collection);

export type SecurityModels = ReturnType<typeof createSecurityModels>;

export function createSecurityModels(connection: Connection) {
  return {
    Incident: modelOf<IncidentRow>(connection, 'Incident', incidentCollection),
    TensionReport: modelOf<TensionReportRow>(connection, 'TensionReport', tensionReportCollection),
    PoliticalEvent: modelOf<PoliticalEventRow>(connection, 'PoliticalEvent', politicalEventCollection),
    PollingStation: modelOf<PollingStationRow>(connection, 'PollingStation', pollingStationCollection),
    Election: modelOf<ElectionRow>(connection, 'Election', electionCollection),
  };
}

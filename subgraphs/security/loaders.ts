import type { PageArguments } from '../shared/arguments';
import { perArguments } from '../shared/batch-loader';
import { loadsReader } from '../shared/load-fields';
import { seriesLoader } from '../shared/month-signals';
import { countsByArea, pagesByArea } from '../shared/records-by-area';
import { recordsByNumber } from '../shared/records-by-number';
import type { SubgraphResources } from '../shared/subgraph-definition';
import { securityImports } from './imports';
import { type IncidentFilter, incidentsThat } from './incident-rules';
import type { SecurityModels } from './models';
import type { ElectionRow } from './models/Election';
import { securitySignals } from './security-signals';

export type SecurityLoaders = ReturnType<typeof createSecurityLoaders>;

const signalCollections = securitySignals.sources.map(({ collection }) => collection);

// Two or three elections a year at most: the newest fifty reach back further than any signal.
const mostElections = 50;

interface Filtered {
  readonly filter?: IncidentFilter | null | undefined;
}

export function createSecurityLoaders({ models, rollups, loads }: SubgraphResources<SecurityModels>) {
  return {
    incidentByNumber: recordsByNumber(models.Incident),
    tensionReportByNumber: recordsByNumber(models.TensionReport),
    politicalEventByNumber: recordsByNumber(models.PoliticalEvent),
    pollingStationByNumber: recordsByNumber(models.PollingStation),
    elections: electionsNewestFirst(models),
    incidentsByArea: perArguments(({ filter, ...page }: PageArguments & Filtered) =>
      pagesByArea(
        models.Incident,
        { by: 'occurredOn', direction: 'descending' },
        { ...page, filter: incidentsThat(filter) },
      ),
    ),
    incidentCountByArea: perArguments(({ filter }: Filtered) => countsByArea(models.Incident, incidentsThat(filter))),
    tensionReportsByArea: perArguments((page: PageArguments) =>
      pagesByArea(models.TensionReport, { by: 'reportedOn', direction: 'descending' }, page),
    ),
    tensionReportCountByArea: countsByArea(models.TensionReport),
    politicalEventsByArea: perArguments((page: PageArguments) =>
      pagesByArea(models.PoliticalEvent, { by: 'heldOn', direction: 'descending' }, page),
    ),
    politicalEventCountByArea: countsByArea(models.PoliticalEvent),
    pollingStationsByArea: perArguments((page: PageArguments) =>
      pagesByArea(models.PollingStation, { by: '_id', direction: 'ascending' }, page),
    ),
    pollingStationCountByArea: countsByArea(models.PollingStation),
    loads: loadsReader(loads, securityImports, signalCollections),
    seriesByArea: seriesLoader(rollups),
  };
}

/** All elections, read once a request however many areas ask for them. */
function electionsNewestFirst({ Election }: SecurityModels): () => Promise<readonly ElectionRow[]> {
  let reading: Promise<readonly ElectionRow[]> | undefined;
  return () =>
    (reading ??= Election.find().sort({ votingDay: -1, _id: -1 }).limit(mostElections).lean<ElectionRow[]>().exec());
}

import { checkMonths, type PageArguments } from '../../shared/arguments';
import { freshnessFields, freshnessInputs } from '../../shared/load-fields';
import { type MonthSignals, monthSignalsOf } from '../../shared/month-signals';
import { connection } from '../../shared/page';
import { inputColumns, signalShare } from '../../shared/signal-fields';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import { flagsCountOn } from '../election-rules';
import type { IncidentFilter } from '../incident-rules';
import type { SecurityLoaders } from '../loaders';
import { type SecurityMeasure, securityMeasures } from '../security-signals';

interface AreaKey {
  readonly code: string;
}
type Context = SubgraphContext<SecurityLoaders>;

const signalsOf = ({ code }: AreaKey, { loaders, today }: Context): Promise<readonly MonthSignals[]> =>
  monthSignalsOf(code, loaders.seriesByArea, securityMeasures, today);

export const Area = {
  incidents: async (
    { code }: AreaKey,
    args: PageArguments & { filter?: IncidentFilter | null },
    { loaders }: Context,
  ) =>
    connection(await loaders.incidentsByArea(args).load(code), () =>
      loaders.incidentCountByArea({ filter: args.filter }).load(code),
    ),

  tensionReports: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) =>
    connection(await loaders.tensionReportsByArea(args).load(code), () => loaders.tensionReportCountByArea.load(code)),

  politicalEvents: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) =>
    connection(await loaders.politicalEventsByArea(args).load(code), () =>
      loaders.politicalEventCountByArea.load(code),
    ),

  pollingStations: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) =>
    connection(await loaders.pollingStationsByArea(args).load(code), () =>
      loaders.pollingStationCountByArea.load(code),
    ),

  securitySignals: async (area: AreaKey, args: { months: number }, context: Context) => {
    const months = checkMonths(args.months);
    const [signals, elections, freshness] = await Promise.all([
      signalsOf(area, context),
      context.loaders.elections(),
      freshnessFields(context.loaders),
    ]);
    return signals.slice(0, months).map((month) => ({
      month: month.month,
      asOf: month.asOf,
      provisional: month.provisional,
      ...freshness,
      incidents: signalRate(month, 'incidents'),
      incidentsAroundShelters: signalRate(month, 'shelterIncidents'),
      tensionReports: signalRate(month, 'tension'),
      flaggedPollingStations: flagsCountOn(elections, month.asOf) ? signalShare(month, 'stations') : null,
      incidentsStillOpen: signalShare(month, 'openIncidents'),
    }));
  },

  securityInputs: async (area: AreaKey, _: unknown, context: Context) => {
    const [signals, elections, freshness] = await Promise.all([
      signalsOf(area, context),
      context.loaders.elections(),
      freshnessInputs(context.loaders),
    ]);
    return {
      ...freshness,
      ...inputColumns(signals, 'incidents', ['incidentWeight', 'incidents']),
      ...inputColumns(signals, 'shelterIncidents', ['shelterIncidentWeight', 'shelterIncidents']),
      ...inputColumns(signals, 'tension', [null, 'tensionReports']),
      ...inputColumns(signals, 'stations', ['flaggedPollingStations', 'pollingStations'], (balance, { asOf }) =>
        flagsCountOn(elections, asOf) ? balance : { x: null, n: null },
      ),
      ...inputColumns(signals, 'openIncidents', ['incidentsStillOpen', 'agedIncidents']),
    };
  },
};

/** The fields of SignalRate. */
function signalRate({ area, city }: MonthSignals, measure: SecurityMeasure) {
  return {
    events: area.get(measure)?.n ?? 0,
    weight: area.get(measure)?.x ?? 0,
    cityEvents: city.get(measure)?.n ?? 0,
    cityWeight: city.get(measure)?.x ?? 0,
  };
}

import { requireArea } from '../../shared/access';
import { checkMonths, type PageArguments } from '../../shared/arguments';
import { lastDayReached, lastMonthEnd, type MonthSignals, monthSignalsOf } from '../../shared/month-signals';
import { connection } from '../../shared/page';
import { personInputColumns, personShare } from '../../shared/person-fields';
import { inputColumns, signalShare } from '../../shared/signal-fields';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import {
  type AdministrativeActionFilter,
  type PermitApplicationFilter,
  permitRecords,
  type StayPermitFilter,
} from '../permit-rules';
import { applications, permitMeasures } from '../permit-signals';
import { totalOfPersons } from '../total-of-persons';

interface AreaKey {
  readonly code: string;
}
type Context = SubgraphContext<PermitLoaders>;

/** Signals of lodgings up to the last day reached, and of applications, which are persons', up to month ends. */
async function signalsOf(
  { code }: AreaKey,
  { loaders, today }: Context,
): Promise<{ lodgings: readonly MonthSignals[]; persons: readonly MonthSignals[] }> {
  const [lodgings, persons] = await Promise.all(
    [lastDayReached, lastMonthEnd].map((day) => monthSignalsOf(code, loaders.seriesByArea, permitMeasures, today, day)),
  );
  return { lodgings: lodgings ?? [], persons: persons ?? [] };
}

export const Area = {
  stayPermits: async (
    { code }: AreaKey,
    args: PageArguments & { filter?: StayPermitFilter },
    { loaders, identity }: Context,
  ) => {
    requireArea(identity, permitRecords, code);
    return connection(await loaders.permitsByArea(args).load(code), () =>
      totalOfPersons(code, args.filter, (area) => loaders.permitCountByArea.load(area)),
    );
  },

  permitApplications: async (
    { code }: AreaKey,
    args: PageArguments & { filter?: PermitApplicationFilter },
    { loaders, identity }: Context,
  ) => {
    requireArea(identity, permitRecords, code);
    return connection(await loaders.applicationsByArea(args).load(code), () =>
      totalOfPersons(code, args.filter, (area) => loaders.applicationCountByArea.load(area)),
    );
  },

  lodgings: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) =>
    connection(await loaders.lodgingsByArea(args).load(code), () => loaders.lodgingCountByArea.load(code)),

  administrativeActions: async (
    { code }: AreaKey,
    args: PageArguments & { filter?: AdministrativeActionFilter },
    { loaders, identity }: Context,
  ) => {
    requireArea(identity, permitRecords, code);
    return connection(await loaders.actionsByArea(args).load(code), () =>
      totalOfPersons(code, args.filter, (area) => loaders.actionCountByArea.load(area)),
    );
  },

  permitSignals: async (area: AreaKey, args: { months: number }, context: Context) => {
    const months = checkMonths(args.months);
    const [{ lodgings, persons }, table] = await Promise.all([
      signalsOf(area, context),
      context.loaders.disclosureByProvince.load(area.code.slice(0, 2)),
    ]);
    return lodgings.slice(0, months).map((signals, at) => ({
      month: signals.month,
      asOf: signals.asOf,
      provisional: signals.provisional,
      applicationsPastStandard: personShare(persons[at] ?? signals, applications, table),
      lodgingsNotReporting: signalShare(signals, 'lodgings'),
    }));
  },

  permitInputs: async (area: AreaKey, _: unknown, context: Context) => {
    const { lodgings, persons } = await signalsOf(area, context);
    return {
      ...personInputColumns(persons, applications, ['applicationsPastStandard', 'applications']),
      ...inputColumns(lodgings, 'lodgings', ['lodgingsNotReporting', 'lodgings']),
    };
  },
};

import { requireArea } from '../../shared/access';
import { checkMonths, type PageArguments } from '../../shared/arguments';
import { type MonthSignals, monthSignalsOf } from '../../shared/month-signals';
import { connection } from '../../shared/page';
import { inputColumns, signalShare } from '../../shared/signal-fields';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import { type PermitApplicationFilter, permitRecords, type StayPermitFilter, tellableTotal } from '../permit-rules';
import { permitMeasures } from '../permit-signals';

interface AreaKey {
  readonly code: string;
}
type Context = SubgraphContext<PermitLoaders>;

const signalsOf = ({ code }: AreaKey, { loaders, today }: Context): Promise<readonly MonthSignals[]> =>
  monthSignalsOf(code, loaders.seriesByArea, permitMeasures, today);

export const Area = {
  stayPermits: async (
    { code }: AreaKey,
    args: PageArguments & { filter?: StayPermitFilter },
    { loaders, identity }: Context,
  ) => {
    requireArea(identity, permitRecords, code);
    return connection(await loaders.permitsByArea(args).load(code), async () =>
      args.filter == null ? tellableTotal(await loaders.permitCountByArea.load(code)) : null,
    );
  },

  permitApplications: async (
    { code }: AreaKey,
    args: PageArguments & { filter?: PermitApplicationFilter },
    { loaders, identity }: Context,
  ) => {
    requireArea(identity, permitRecords, code);
    return connection(await loaders.applicationsByArea(args).load(code), async () =>
      args.filter == null ? tellableTotal(await loaders.applicationCountByArea.load(code)) : null,
    );
  },

  lodgings: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) =>
    connection(await loaders.lodgingsByArea(args).load(code), () => loaders.lodgingCountByArea.load(code)),

  administrativeActions: async ({ code }: AreaKey, args: PageArguments, { loaders, identity }: Context) => {
    requireArea(identity, permitRecords, code);
    return connection(await loaders.actionsByArea(args).load(code), async () =>
      tellableTotal(await loaders.actionCountByArea.load(code)),
    );
  },

  permitSignals: async (area: AreaKey, { months }: { months: number }, context: Context) =>
    (await signalsOf(area, context).then((all) => all.slice(0, checkMonths(months)))).map((signals) => ({
      month: signals.month,
      asOf: signals.asOf,
      provisional: signals.provisional,
      applicationsPastStandard: signalShare(signals, 'applications'),
      lodgingsNotReporting: signalShare(signals, 'lodgings'),
    })),

  permitInputs: async (area: AreaKey, _: unknown, context: Context) => {
    const signals = await signalsOf(area, context);
    return {
      ...inputColumns(signals, 'applications', ['applicationsPastStandard', 'applications']),
      ...inputColumns(signals, 'lodgings', ['lodgingsNotReporting', 'lodgings']),
    };
  },
};

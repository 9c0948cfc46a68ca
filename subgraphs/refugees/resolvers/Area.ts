import { areaLevelOf } from '../../shared/area-code';
import { checkFirst, checkMonths, type PageArguments } from '../../shared/arguments';
import { freshnessFields, freshnessInputs } from '../../shared/load-fields';
import { lastMonthEnd, type MonthSignals, monthSignalsOf } from '../../shared/month-signals';
import { connection, pageOf } from '../../shared/page';
import { personInputColumns, personShare } from '../../shared/person-fields';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';
import type { ShelterRow } from '../models/Shelter';
import { protectionMeasures, refugeeMeasures } from '../refugee-signals';

interface AreaKey {
  readonly code: string;
}
type Context = SubgraphContext<RefugeeLoaders>;

const signalsOf = ({ code }: AreaKey, { loaders, today }: Context): Promise<readonly MonthSignals[]> =>
  monthSignalsOf(code, loaders.seriesByArea, refugeeMeasures, today, lastMonthEnd);

const { persons, needs, children, shelter } = protectionMeasures;

export const Area = {
  shelters: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) => {
    if (areaLevelOf(code) === 'VILLAGE') return noShelters(args);
    return connection(await loaders.sheltersByArea(args).load(code), () => loaders.shelterCountByArea.load(code));
  },

  protectionSignals: async (area: AreaKey, args: { months: number }, context: Context) => {
    const months = checkMonths(args.months);
    const [signals, table, freshness] = await Promise.all([
      signalsOf(area, context),
      context.loaders.disclosureByProvince.load(area.code.slice(0, 2)),
      freshnessFields(context.loaders),
    ]);
    return signals.slice(0, months).map((month) => ({
      month: month.month,
      asOf: month.asOf,
      provisional: month.provisional,
      ...freshness,
      documentsLapsed: personShare(month, persons, table),
      needsUnassisted: personShare(month, needs, table),
      childrenOutOfSchool: personShare(month, children, table),
      precariousShelter: personShare(month, shelter, table),
    }));
  },

  protectionInputs: async (area: AreaKey, _: unknown, context: Context) => {
    const [signals, freshness] = await Promise.all([signalsOf(area, context), freshnessInputs(context.loaders)]);
    return {
      ...freshness,
      ...personInputColumns(signals, persons, ['documentsLapsed', 'persons']),
      ...personInputColumns(signals, needs, ['needsUnassisted', 'personsWithNeeds']),
      ...personInputColumns(signals, children, ['childrenOutOfSchool', 'children']),
      ...personInputColumns(signals, shelter, ['precariousShelter', 'shelteredPersons']),
    };
  },
};

// A shelter is placed no finer than its district: listed by village, it would be placed in one.
function noShelters(args: PageArguments) {
  checkFirst(args.first);
  return connection(
    pageOf<ShelterRow>([], args, ({ _id }) => ({ value: _id, key: _id })),
    () => 0,
  );
}

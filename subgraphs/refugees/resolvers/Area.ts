import { areaLevelOf } from '../../shared/area-code';
import { checkFirst, checkMonths, type PageArguments } from '../../shared/arguments';
import { type MonthSignals, monthSignalsOf } from '../../shared/month-signals';
import { connection, pageOf } from '../../shared/page';
import { inputColumns } from '../../shared/signal-fields';
import type { Balance } from '../../shared/signal-series';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';
import type { ShelterRow } from '../models/Shelter';
import { isOwn, type ProtectionTable } from '../protection-disclosure';
import { type RefugeeMeasure, refugeeMeasures } from '../refugee-signals';

interface AreaKey {
  readonly code: string;
}
type Context = SubgraphContext<RefugeeLoaders>;

const signalsOf = ({ code }: AreaKey, { loaders, today }: Context): Promise<readonly MonthSignals[]> =>
  monthSignalsOf(code, loaders.seriesByArea, refugeeMeasures, today);

export const Area = {
  shelters: async ({ code }: AreaKey, args: PageArguments, { loaders }: Context) => {
    if (areaLevelOf(code) === 'VILLAGE') return noShelters(args);
    return connection(await loaders.sheltersByArea(args).load(code), () => loaders.shelterCountByArea.load(code));
  },

  protectionSignals: async (area: AreaKey, args: { months: number }, context: Context) => {
    const months = checkMonths(args.months);
    const [signals, table] = await Promise.all([
      signalsOf(area, context),
      context.loaders.protectionTableByProvince.load(area.code.slice(0, 2)),
    ]);
    return signals.slice(0, months).map((month) => ({
      month: month.month,
      asOf: month.asOf,
      provisional: month.provisional,
      documentsLapsed: personShare(month, 'persons', table),
      needsUnassisted: personShare(month, 'needs', table),
      childrenOutOfSchool: personShare(month, 'children', table),
      precariousShelter: personShare(month, 'shelter', table),
    }));
  },

  protectionInputs: async (area: AreaKey, _: unknown, context: Context) => {
    const signals = await signalsOf(area, context);
    const columns = (measure: RefugeeMeasure, names: readonly [x: string, n: string]) =>
      inputColumns(signals, measure, names, ownOrNone, ownOrZero);
    return {
      ...columns('persons', ['documentsLapsed', 'persons']),
      ...columns('needs', ['needsUnassisted', 'personsWithNeeds']),
      ...columns('children', ['childrenOutOfSchool', 'children']),
      ...columns('shelter', ['precariousShelter', 'shelteredPersons']),
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

/** The fields of PersonShare. */
function personShare({ code, asOf, area }: MonthSignals, measure: RefugeeMeasure, table: ProtectionTable) {
  const own = table.tell(code, measure, asOf);
  const city = table.tellCity(code, measure, asOf);
  return {
    basis: isOwn(area.get(measure) ?? { x: 0, n: 0 }) ? 'OWN' : 'POOLED',
    numerator: own.numerator,
    denominator: own.denominator,
    cityNumerator: city.numerator,
    cityDenominator: city.denominator,
  };
}

function ownOrNone(balance: Balance): { x: number | null; n: number | null } {
  return isOwn(balance) ? balance : { x: null, n: null };
}

function ownOrZero(balance: Balance): Balance {
  return isOwn(balance) ? balance : { x: 0, n: 0 };
}

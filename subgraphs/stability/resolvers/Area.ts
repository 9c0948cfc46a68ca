import type { AreaRow } from '../../shared/area-catalogue';
import { cityOf } from '../../shared/area-code';
import { checkFirst, type PageArguments } from '../../shared/arguments';
import { type Month, monthOf } from '../../shared/calendar';
import { freshnessInputs } from '../../shared/load-fields';
import { connection, decodeCursor, pageOf } from '../../shared/page';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { AreaSignals } from '../assessment/assess-from-signals';
import { assessmentFromSignals } from '../assessment/signal-assessments';
import type { AgencyInputs } from '../assessment/signal-cells';
import type { Supposition } from '../assessment/suppositions';
import { whatIf } from '../assessment/what-if';
import type { StabilityLoaders } from '../loaders';

type Context = SubgraphContext<StabilityLoaders>;
type AreaWithInputs = AreaRow & AgencyInputs;

export const Area = {
  __resolveReference: (reference: { code: string } & AgencyInputs, { loaders }: Context) => {
    const row = loaders.areas.get(reference.code);
    return row === null ? null : { ...reference, ...row };
  },
  parent: ({ parentCode }: AreaRow, _: unknown, { loaders }: Context) =>
    parentCode === null ? null : loaders.areas.get(parentCode),
  children: ({ code }: AreaRow, _: unknown, { loaders }: Context) => loaders.areas.childrenOf(code),
  population: async ({ code }: AreaRow, _: unknown, { loaders }: Context) =>
    (await loaders.figuresByArea.load(code))?.population ?? null,
  areaKm2: async ({ code }: AreaRow, _: unknown, { loaders }: Context) =>
    (await loaders.figuresByArea.load(code))?.areaKm2 ?? null,
  centroid: async ({ code }: AreaRow, _: unknown, { loaders }: Context) =>
    (await loaders.figuresByArea.load(code))?.centroid ?? null,
  figuresSource: async ({ code }: AreaRow, _: unknown, { loaders }: Context) =>
    (await loaders.figuresByArea.load(code))?.source ?? null,
  figuresAsOf: async ({ code }: AreaRow, _: unknown, { loaders }: Context) =>
    (await loaders.figuresByArea.load(code))?.asOf ?? null,

  stability: async (area: AreaWithInputs, { month }: { month?: Month | null }, context: Context) =>
    area.level === 'PROVINCE'
      ? null
      : assessmentFromSignals(await signalsOf(area, context), month ?? monthOf(context.today)),

  stabilityIf: async (
    area: AreaWithInputs,
    { changes, month }: { changes: readonly Supposition[]; month?: Month | null },
    context: Context,
  ) => {
    if (area.level === 'PROVINCE') return null;
    const { before, after, change } = whatIf(await signalsOf(area, context), month ?? monthOf(context.today), changes);
    return { before, after, change: change && { ...change, against: 'MONTH', since: before.month } };
  },

  jointActivities: async ({ code }: AreaRow, args: PageArguments, { loaders }: Context) => {
    const first = checkFirst(args.first);
    const after = args.after == null ? null : decodeCursor(args.after);
    const all = await loaders.activitiesByArea.load(code);
    const start = after === null ? 0 : all.findIndex(({ _id }) => _id === after.key) + 1;
    const page = pageOf(all.slice(start, start + first + 1), args, (row) => ({ value: row.heldOn, key: row._id }));
    return connection(page, () => all.length);
  },
};

async function signalsOf(area: AreaWithInputs, { loaders, today }: Context): Promise<AreaSignals> {
  const [rows, own, city, age] = await Promise.all([
    loaders.activitiesByArea.load(area.code),
    loaders.figuresByArea.load(area.code),
    loaders.figuresByArea.load(cityOf(area.code) ?? area.code),
    freshnessInputs(loaders),
  ]);
  const residents = { area: own?.population ?? null, city: city?.population ?? null };
  return { code: area.code, inputs: area, residents, activities: { rows, age }, today };
}

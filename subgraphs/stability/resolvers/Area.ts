import type { AreaRow } from '../../shared/area-catalogue';
import { checkFirst, type PageArguments } from '../../shared/arguments';
import { type Month, monthOf } from '../../shared/calendar';
import { freshnessInputs } from '../../shared/load-fields';
import { connection, decodeCursor, pageOf } from '../../shared/page';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import { figuresOf } from '../area-figures';
import { assessFromSignals } from '../assess-from-signals';
import type { StabilityLoaders } from '../loaders';
import type { AgencyInputs } from '../signal-cells';
import { toldAssessment } from '../told-assessment';

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
  population: ({ code }: AreaRow) => figuresOf(code)?.population ?? null,
  areaKm2: ({ code }: AreaRow) => figuresOf(code)?.areaKm2 ?? null,
  centroid: ({ code }: AreaRow) => figuresOf(code)?.centroid ?? null,

  stability: async (area: AreaWithInputs, { month }: { month?: Month | null }, { loaders, today }: Context) => {
    if (area.level === 'PROVINCE') return null;
    const [rows, age] = await Promise.all([loaders.activitiesByArea.load(area.code), freshnessInputs(loaders)]);
    return toldAssessment(assessFromSignals(area.code, area, { rows, age }, month ?? monthOf(today), today));
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

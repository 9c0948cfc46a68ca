import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { StabilityLoaders } from '../loaders';
import type { JointActivityRow } from '../models/JointActivity';

type Context = SubgraphContext<StabilityLoaders>;

export const JointActivity = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.activityByNumber.load(id),
  id: ({ _id }: JointActivityRow) => _id,
  areas: ({ areaCodes }: JointActivityRow, _: unknown, { loaders }: Context) =>
    areaCodes.flatMap((code) => loaders.areas.get(code) ?? []),
};

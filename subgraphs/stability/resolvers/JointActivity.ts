import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { StabilityLoaders } from '../loaders';
import type { JointActivityRow } from '../models/JointActivity';
import type { PlannedActivityRow } from '../models/PlannedActivity';

type Context = SubgraphContext<StabilityLoaders>;
/** One that the secretariat sends was held and answers no alert. */
type Row = JointActivityRow & Partial<Pick<PlannedActivityRow, 'state' | 'alert'>>;

export const JointActivity = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.activityByNumber.load(id),
  id: ({ _id }: Row) => _id,
  state: ({ state = 'HELD' }: Row) => state,
  alert: ({ alert }: Row, _: unknown, { loaders }: Context) =>
    alert === undefined ? null : loaders.alertByNumber.load(alert),
  areas: ({ areaCodes }: Row, _: unknown, { loaders }: Context) =>
    areaCodes.flatMap((code) => loaders.areas.get(code) ?? []),
};

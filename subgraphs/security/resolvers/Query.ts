import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { SecurityLoaders } from '../loaders';

type Context = SubgraphContext<SecurityLoaders>;
interface ById {
  readonly id: string;
}

export const Query = {
  incident: (_: unknown, { id }: ById, { loaders }: Context) => loaders.incidentByNumber.load(id),
  pollingStation: (_: unknown, { id }: ById, { loaders }: Context) => loaders.pollingStationByNumber.load(id),
  elections: (_: unknown, __: unknown, { loaders }: Context) => loaders.elections(),
};

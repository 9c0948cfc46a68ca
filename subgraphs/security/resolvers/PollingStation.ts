import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { SecurityLoaders } from '../loaders';
import type { PollingStationRow } from '../models/PollingStation';

type Context = SubgraphContext<SecurityLoaders>;

export const PollingStation = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.pollingStationByNumber.load(id),
  id: ({ _id }: PollingStationRow) => _id,
  area: ({ areaCode }: PollingStationRow) => ({ code: areaCode }),
};

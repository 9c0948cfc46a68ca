import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { SecurityLoaders } from '../loaders';
import type { PoliticalEventRow } from '../models/PoliticalEvent';

type Context = SubgraphContext<SecurityLoaders>;

export const PoliticalEvent = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.politicalEventByNumber.load(id),
  id: ({ _id }: PoliticalEventRow) => _id,
  area: ({ areaCode }: PoliticalEventRow) => ({ code: areaCode }),
};

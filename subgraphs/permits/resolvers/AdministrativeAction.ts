import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import type { AdministrativeActionRow } from '../models/AdministrativeAction';

type Context = SubgraphContext<PermitLoaders>;

export const AdministrativeAction = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.actionByNumber.load(id),
  id: ({ _id }: AdministrativeActionRow) => _id,
  area: ({ areaCode }: AdministrativeActionRow) => ({ code: areaCode }),
};

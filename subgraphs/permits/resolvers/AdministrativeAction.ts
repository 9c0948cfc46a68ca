import { seenBy } from '../../shared/access';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import type { AdministrativeActionRow } from '../models/AdministrativeAction';
import { permitRecords } from '../permit-rules';

type Context = SubgraphContext<PermitLoaders>;

export const AdministrativeAction = {
  __resolveReference: async ({ id }: { id: string }, { loaders, identity }: Context) =>
    seenBy(identity, permitRecords, await loaders.actionByNumber.load(id)),
  id: ({ _id }: AdministrativeActionRow) => _id,
  area: ({ areaCode }: AdministrativeActionRow) => ({ code: areaCode }),
};

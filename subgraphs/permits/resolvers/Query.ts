import { seenBy } from '../../shared/access';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import { permitRecords } from '../permit-rules';

type Context = SubgraphContext<PermitLoaders>;
interface ById {
  readonly id: string;
}

export const Query = {
  stayPermit: async (_: unknown, { id }: ById, { loaders, identity }: Context) =>
    seenBy(identity, permitRecords, await loaders.permitByNumber.load(id)),
  permitApplication: async (_: unknown, { id }: ById, { loaders, identity }: Context) =>
    seenBy(identity, permitRecords, await loaders.applicationByNumber.load(id)),
  lodging: (_: unknown, { id }: ById, { loaders }: Context) => loaders.lodgingByNumber.load(id),
};

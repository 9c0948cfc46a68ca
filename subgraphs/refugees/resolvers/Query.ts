import { seenBy } from '../../shared/access';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';
import { registrationRecords } from '../refugee-rules';

type Context = SubgraphContext<RefugeeLoaders>;
interface ById {
  readonly id: string;
}

export const Query = {
  registrationCase: async (_: unknown, { id }: ById, { loaders, identity }: Context) =>
    seenBy(identity, registrationRecords, await loaders.caseByNumber.load(id)),
  shelter: (_: unknown, { id }: ById, { loaders }: Context) => loaders.shelterByNumber.load(id),
};

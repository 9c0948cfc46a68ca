import { seenBy } from '../../shared/access';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import type { PermitApplicationRow } from '../models/PermitApplication';
import { pastServiceStandard, permitRecords } from '../permit-rules';

type Context = SubgraphContext<PermitLoaders>;

export const PermitApplication = {
  __resolveReference: async ({ id }: { id: string }, { loaders, identity }: Context) =>
    seenBy(identity, permitRecords, await loaders.applicationByNumber.load(id)),
  id: ({ _id }: PermitApplicationRow) => _id,
  area: ({ areaCode }: PermitApplicationRow) => ({ code: areaCode }),
  pastServiceStandard: (application: PermitApplicationRow, _: unknown, { today }: Context) =>
    pastServiceStandard(application, today),
};

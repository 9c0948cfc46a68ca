import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import type { PermitApplicationRow } from '../models/PermitApplication';
import { pastServiceStandard } from '../permit-rules';

type Context = SubgraphContext<PermitLoaders>;

export const PermitApplication = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.applicationByNumber.load(id),
  id: ({ _id }: PermitApplicationRow) => _id,
  area: ({ areaCode }: PermitApplicationRow) => ({ code: areaCode }),
  pastServiceStandard: (application: PermitApplicationRow, _: unknown, { today }: Context) =>
    pastServiceStandard(application, today),
};

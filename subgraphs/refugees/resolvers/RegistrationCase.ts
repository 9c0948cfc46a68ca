import { seenBy } from '../../shared/access';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';
import type { RegistrationCaseRow } from '../models/RegistrationCase';
import { registrationRecords, toldArea } from '../refugee-rules';

type Context = SubgraphContext<RefugeeLoaders>;

export const RegistrationCase = {
  __resolveReference: async ({ id }: { id: string }, { loaders, identity }: Context) =>
    seenBy(identity, registrationRecords, await loaders.caseByNumber.load(id)),
  id: ({ _id }: RegistrationCaseRow) => _id,
  area: toldArea,
  persons: ({ _id }: RegistrationCaseRow, _: unknown, { loaders }: Context) => loaders.personsByCase.load(_id),
};

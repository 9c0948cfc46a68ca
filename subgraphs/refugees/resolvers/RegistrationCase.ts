import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';
import type { RegistrationCaseRow } from '../models/RegistrationCase';
import { toldArea } from '../refugee-rules';

type Context = SubgraphContext<RefugeeLoaders>;

export const RegistrationCase = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.caseByNumber.load(id),
  id: ({ _id }: RegistrationCaseRow) => _id,
  area: toldArea,
  persons: ({ _id }: RegistrationCaseRow, _: unknown, { loaders }: Context) => loaders.personsByCase.load(_id),
};

import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';

type Context = SubgraphContext<RefugeeLoaders>;
interface ById {
  readonly id: string;
}

export const Query = {
  registrationCase: (_: unknown, { id }: ById, { loaders }: Context) => loaders.caseByNumber.load(id),
  shelter: (_: unknown, { id }: ById, { loaders }: Context) => loaders.shelterByNumber.load(id),
};

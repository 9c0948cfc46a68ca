import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';

type Context = SubgraphContext<PermitLoaders>;
interface ById {
  readonly id: string;
}

export const Query = {
  stayPermit: (_: unknown, { id }: ById, { loaders }: Context) => loaders.permitByNumber.load(id),
  permitApplication: (_: unknown, { id }: ById, { loaders }: Context) => loaders.applicationByNumber.load(id),
  lodging: (_: unknown, { id }: ById, { loaders }: Context) => loaders.lodgingByNumber.load(id),
};

import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { SecurityLoaders } from '../loaders';
import type { TensionReportRow } from '../models/TensionReport';

type Context = SubgraphContext<SecurityLoaders>;

export const TensionReport = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.tensionReportByNumber.load(id),
  id: ({ _id }: TensionReportRow) => _id,
  area: ({ areaCode }: TensionReportRow) => ({ code: areaCode }),
};

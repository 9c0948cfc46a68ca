import type { SubgraphContext } from '../../shared/subgraph-definition';
import { statusOf } from '../incident-rules';
import type { SecurityLoaders } from '../loaders';
import type { IncidentRow } from '../models/Incident';

type Context = SubgraphContext<SecurityLoaders>;

export const Incident = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.incidentByNumber.load(id),
  id: ({ _id }: IncidentRow) => _id,
  status: (incident: IncidentRow) => statusOf(incident),
  area: ({ areaCode }: IncidentRow) => ({ code: areaCode }),
};

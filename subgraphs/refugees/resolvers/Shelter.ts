import { requireArea } from '../../shared/access';
import { areaLevelOf } from '../../shared/area-code';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { RefugeeLoaders } from '../loaders';
import type { ShelterRow } from '../models/Shelter';
import { registrationRecords, toldArea } from '../refugee-rules';

type Context = SubgraphContext<RefugeeLoaders>;

export const Shelter = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.shelterByNumber.load(id),
  id: ({ _id }: ShelterRow) => _id,
  area: toldArea,
  village: ({ areaCode }: ShelterRow, _: unknown, { identity }: Context) => {
    requireArea(identity, registrationRecords, areaCode);
    return areaLevelOf(areaCode) === 'VILLAGE' ? { code: areaCode } : null;
  },
};

import { seenBy } from '../../shared/access';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import type { PermitLoaders } from '../loaders';
import type { StayPermitRow } from '../models/StayPermit';
import { lastDayOfValidity, permitRecords, statusOn } from '../permit-rules';

type Context = SubgraphContext<PermitLoaders>;

export const StayPermit = {
  __resolveReference: async ({ id }: { id: string }, { loaders, identity }: Context) =>
    seenBy(identity, permitRecords, await loaders.permitByNumber.load(id)),
  id: ({ _id }: StayPermitRow) => _id,
  index: ({ indexRegime, indexCode }: StayPermitRow) => ({ regime: indexRegime, code: indexCode }),
  status: (permit: StayPermitRow, _: unknown, { today }: Context) => statusOn(permit, today),
  validUntil: (permit: StayPermitRow) => lastDayOfValidity(permit),
  area: ({ areaCode }: StayPermitRow) => ({ code: areaCode }),
  holder: ({ holderId }: StayPermitRow, _: unknown, { loaders }: Context) => loaders.holderByNumber.load(holderId),
  sponsor: ({ sponsorId }: StayPermitRow, _: unknown, { loaders }: Context) =>
    sponsorId === null ? null : loaders.sponsorByNumber.load(sponsorId),
  applications: ({ _id }: StayPermitRow, _: unknown, { loaders }: Context) => loaders.applicationsByPermit.load(_id),
};

import type { Agency } from '../../../common/identity';

const typeOf: Readonly<Record<Agency, string>> = {
  IMMIGRATION: 'ImmigrationLoads',
  UNHCR: 'UnhcrLoads',
  KESBANGPOL: 'KesbangpolLoads',
  TIMPORA: 'TimporaLoads',
};

export const AgencyLoads = {
  __resolveType: ({ agency }: { agency: Agency }) => typeOf[agency],
};

import { byNumber } from '../shared/by-number';
import { scalars } from '../shared/scalars';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { permitsDemonstration } from './demonstration';
import { permitExports } from './exports';
import { permitImports } from './imports';
import { createPermitLoaders, type PermitLoaders } from './loaders';
import { createPermitModels, permitCollections, type PermitModels } from './models';
import { permitSignals } from './permit-signals';
import { AdministrativeAction } from './resolvers/AdministrativeAction';
import { Area } from './resolvers/Area';
import { Lodging } from './resolvers/Lodging';
import { PermitApplication } from './resolvers/PermitApplication';
import { Query } from './resolvers/Query';
import { StayPermit } from './resolvers/StayPermit';

export const permits: SubgraphDefinition<PermitModels, PermitLoaders> = {
  name: 'permits',
  createModels: createPermitModels,
  resolvers: {
    ...scalars,
    Query,
    Area,
    StayPermit,
    PermitHolder: byNumber,
    Sponsor: byNumber,
    PermitApplication,
    Lodging,
    AdministrativeAction,
  },
  createLoaders: createPermitLoaders,
  recordCollections: permitCollections,
  signals: permitSignals,
  demonstration: permitsDemonstration,
  imports: permitImports,
  exports: permitExports,
};

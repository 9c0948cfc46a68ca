import { byNumber } from '../shared/by-number';
import { scalars } from '../shared/scalars';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { securityDemonstration } from './demonstration';
import { securityExports } from './exports';
import { securityImports } from './imports';
import { createSecurityLoaders, type SecurityLoaders } from './loaders';
import { createSecurityModels, securityCollections, type SecurityModels } from './models';
import { Area } from './resolvers/Area';
import { Incident } from './resolvers/Incident';
import { PoliticalEvent } from './resolvers/PoliticalEvent';
import { PollingStation } from './resolvers/PollingStation';
import { Query } from './resolvers/Query';
import { TensionReport } from './resolvers/TensionReport';
import { securitySignals } from './security-signals';

export const security: SubgraphDefinition<SecurityModels, SecurityLoaders> = {
  name: 'security',
  createModels: createSecurityModels,
  resolvers: {
    ...scalars,
    Query,
    Area,
    Incident,
    TensionReport,
    PoliticalEvent,
    PollingStation,
    Election: byNumber,
  },
  createLoaders: createSecurityLoaders,
  recordCollections: securityCollections,
  signals: securitySignals,
  demonstration: securityDemonstration,
  imports: securityImports,
  exports: securityExports,
};

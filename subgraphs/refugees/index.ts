import { scalars } from '../shared/scalars';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { refugeesDemonstration } from './demonstration';
import { refugeeExports } from './exports';
import { refugeeImports } from './imports';
import { createRefugeeLoaders, type RefugeeLoaders } from './loaders';
import { createRefugeeModels, refugeeCollections, type RefugeeModels } from './models';
import { refugeeSignals } from './refugee-signals';
import { Area } from './resolvers/Area';
import { Query } from './resolvers/Query';
import { RegisteredPerson } from './resolvers/RegisteredPerson';
import { RegistrationCase } from './resolvers/RegistrationCase';
import { Shelter } from './resolvers/Shelter';

export const refugees: SubgraphDefinition<RefugeeModels, RefugeeLoaders> = {
  name: 'refugees',
  createModels: createRefugeeModels,
  resolvers: { ...scalars, Query, Area, RegistrationCase, RegisteredPerson, Shelter },
  createLoaders: createRefugeeLoaders,
  recordCollections: refugeeCollections,
  signals: refugeeSignals,
  demonstration: refugeesDemonstration,
  imports: refugeeImports,
  exports: refugeeExports,
};

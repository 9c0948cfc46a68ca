import { dateTimeScalar, scalars } from '../shared/scalars';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { stabilityDemonstration } from './demonstration';
import { stabilityExports } from './exports';
import { stabilityImports } from './imports';
import { createStabilityLoaders, type StabilityLoaders } from './loaders';
import { createStabilityModels, stabilityCollections, type StabilityModels } from './models';
import { AccessLogEntry } from './resolvers/AccessLogEntry';
import { Area } from './resolvers/Area';
import { JointActivity } from './resolvers/JointActivity';
import { Query } from './resolvers/Query';

export const stability: SubgraphDefinition<StabilityModels, StabilityLoaders> = {
  name: 'stability',
  createModels: createStabilityModels,
  resolvers: { ...scalars, DateTime: dateTimeScalar, Query, AccessLogEntry, Area, JointActivity },
  createLoaders: createStabilityLoaders,
  recordCollections: stabilityCollections,
  // The index is computed from the other agencies' signals; of its own it has joint activities, read as they are.
  signals: { measures: [], sources: [] },
  demonstration: stabilityDemonstration,
  imports: stabilityImports,
  exports: stabilityExports,
};

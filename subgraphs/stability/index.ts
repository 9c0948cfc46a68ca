import { agencyLoads, DataLoad, DataSource } from '../shared/load-fields';
import { dateTimeScalar, scalars } from '../shared/scalars';
import type { SubgraphDefinition } from '../shared/subgraph-definition';
import { stabilityDemonstration } from './demonstration';
import { stabilityExports } from './exports';
import { stabilityImports } from './imports';
import { createStabilityLoaders, type StabilityLoaders } from './loaders';
import { createStabilityModels, stabilityCollections, type StabilityModels } from './models';
import { stabilityQuality } from './quality';
import { AccessLogEntry } from './resolvers/AccessLogEntry';
import { AgencyLoads } from './resolvers/AgencyLoads';
import { Area } from './resolvers/Area';
import { JointActivity } from './resolvers/JointActivity';
import { Mutation } from './resolvers/Mutation';
import { Query } from './resolvers/Query';
import { officerOfDeed, ProtectiveAction, StabilityAlert } from './resolvers/StabilityAlert';
import { StabilityAssessment } from './resolvers/StabilityAssessment';

export const stability: SubgraphDefinition<StabilityModels, StabilityLoaders> = {
  name: 'stability',
  createModels: createStabilityModels,
  resolvers: {
    ...scalars,
    DateTime: dateTimeScalar,
    Query,
    Mutation,
    AgencyLoads,
    TimporaLoads: agencyLoads('TIMPORA'),
    DataLoad,
    DataSource,
    AccessLogEntry,
    Area,
    JointActivity,
    StabilityAlert,
    StabilityAlertAcknowledgement: officerOfDeed,
    StabilityAlertClosure: officerOfDeed,
    ProtectiveAction,
    StabilityAssessment,
  },
  createLoaders: createStabilityLoaders,
  recordCollections: stabilityCollections,
  // The index is computed from the other agencies' signals; of its own it has joint activities, read as they are.
  signals: { measures: [], ofPersons: [], sources: [] },
  demonstration: stabilityDemonstration,
  imports: stabilityImports,
  exports: stabilityExports,
  quality: stabilityQuality,
};

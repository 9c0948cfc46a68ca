import type { KeyObject } from 'node:crypto';

import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import type { Connection } from 'mongoose';

import type { Identity } from '../../common/identity';
import type { SubgraphName } from '../../common/subgraph-names';
import type { AreaCatalogue } from './area-catalogue';
import type { Day } from './calendar';
import type { DemonstrationStory } from './demonstration-story';
import type { ExportDefinition } from './export-definition';
import type { ImportDefinition } from './import-definition';
import type { SignalDefinition, SignalRollups } from './signal-rollups';

/** What a subgraph has while it runs: its database, its roll-ups and the day it takes for today. */
export interface SubgraphResources<Models> {
  readonly models: Models;
  readonly rollups: SignalRollups;
  readonly areas: AreaCatalogue;
  readonly today: () => Day;
  /** The key of the gateway's audit log, where the process was given it. */
  readonly auditKey?: KeyObject | null;
}

/** What a resolver has for one request. */
export interface SubgraphContext<Loaders> {
  readonly loaders: Loaders;
  readonly today: Day;
  /** Who asks, as the gateway has signed it; nobody when it has not. */
  readonly identity: Identity;
}

/** The pattern of every subgraph: four names and no base class. */
export interface SubgraphDefinition<Models = unknown, Loaders = unknown> {
  readonly name: SubgraphName;
  readonly createModels: (connection: Connection) => Models;
  readonly resolvers: GraphQLResolverMap<SubgraphContext<Loaders>>;
  /** Called once per request, so that nothing read for one viewer is seen by another. */
  readonly createLoaders: (resources: SubgraphResources<Models>) => Loaders;
  /** The collections that hold the agency's records. */
  readonly recordCollections: readonly string[];
  readonly signals: SignalDefinition;
  /** Demonstration records by collection; the same for the same seed, story and day. */
  readonly demonstration: (story: DemonstrationStory) => Record<string, readonly object[]>;
  readonly imports: readonly ImportDefinition[];
  readonly exports: readonly ExportDefinition[];
}

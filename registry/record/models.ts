import type { Connection, Model } from 'mongoose';

import { type CollectionDefinition, field, modelOf } from '../../subgraphs/shared/model';
import { acts, type Entry } from './entry';

/** The schema of a subgraph as it was published once: never changed. */
export interface SubgraphVersionRow {
  /** SHA-256, hexadecimal, of name, address and schema. */
  readonly _id: string;
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** A supergraph as it was composed once: never changed. */
export interface SupergraphRow {
  /** SHA-256, hexadecimal, of the text. */
  readonly _id: string;
  readonly sdl: string;
  /** What clients see of it. */
  readonly api: string;
}

/** An operation that a gateway saw. */
export interface OperationRow {
  /** SHA-256, hexadecimal, of the text. */
  readonly _id: string;
  /** null where it has none. */
  readonly name: string | null;
  /** Without the values that the client wrote into it. */
  readonly text: string;
}

/** How often a client asked an operation on a day. */
export interface OperationDayRow {
  readonly _id: string;
  /** YYYY-MM-DD in UTC. */
  readonly day: string;
  readonly operation: string;
  readonly client: string;
  readonly calls: number;
  /** ISO 8601, UTC. */
  readonly lastSeen: string;
}

const entryCollection: CollectionDefinition = {
  collection: 'entries',
  fields: {
    _id: field.number,
    at: field.text,
    act: field.choice(acts),
    by: field.text,
    reason: { type: String, default: '' },
    subject: field.text,
    operation: field.optionalText,
    supergraph: field.optionalText,
    subgraphs: field.mixed,
    contracts: field.mixed,
    previous: { type: String, default: '' },
    hash: field.text,
  },
  indexes: [[{ act: 1, at: 1 }]],
};

const versionCollection: CollectionDefinition = {
  collection: 'subgraph_versions',
  fields: { _id: field.text, name: field.text, url: field.text, sdl: field.text },
};

const supergraphCollection: CollectionDefinition = {
  collection: 'supergraphs',
  fields: { _id: field.text, sdl: field.text, api: field.text },
};

const operationCollection: CollectionDefinition = {
  collection: 'operations',
  fields: { _id: field.text, name: field.optionalText, text: field.text },
};

const operationDayCollection: CollectionDefinition = {
  collection: 'operation_days',
  fields: {
    _id: field.text,
    day: field.text,
    operation: field.text,
    client: field.text,
    calls: field.number,
    lastSeen: field.text,
  },
  indexes: [[{ day: 1 }]],
};

export interface RegistryModels {
  readonly entries: Model<Entry>;
  readonly versions: Model<SubgraphVersionRow>;
  readonly supergraphs: Model<SupergraphRow>;
  readonly operations: Model<OperationRow>;
  readonly operationDays: Model<OperationDayRow>;
}

export function registryModels(connection: Connection): RegistryModels {
  return {
    entries: modelOf<Entry>(connection, 'Entry', entryCollection),
    versions: modelOf<SubgraphVersionRow>(connection, 'SubgraphVersion', versionCollection),
    supergraphs: modelOf<SupergraphRow>(connection, 'Supergraph', supergraphCollection),
    operations: modelOf<OperationRow>(connection, 'Operation', operationCollection),
    operationDays: modelOf<OperationDayRow>(connection, 'OperationDay', operationDayCollection),
  };
}

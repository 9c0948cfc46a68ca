import { randomUUID } from 'node:crypto';

import { startStore } from '../../../../store/main';
import { areaPath } from '../../../../subgraphs/shared/area-code';
import { type OpenSubgraph, openSubgraph } from '../../../../subgraphs/shared/open-subgraph';
import { stability } from '../../../../subgraphs/stability';
import { levelOf } from '../../../../subgraphs/stability/method/levels';
import { asri1 } from '../../../../subgraphs/stability/method/method-version';
import type { StabilityModels } from '../../../../subgraphs/stability/models';
import type { AssessmentRow } from '../../../../subgraphs/stability/models/Assessment';

export interface StabilityDatabase {
  readonly open: OpenSubgraph<StabilityModels>;
  readonly models: StabilityModels;
  /** Empties what alerts are made of and what is done about them. */
  clear(): Promise<void>;
  stop(): Promise<void>;
}

/** The stability subgraph's database: the embedded store in memory, or the MongoDB of MONGODB_URI. */
export async function stabilityDatabase(): Promise<StabilityDatabase> {
  const given = process.env.MONGODB_URI;
  const store = given === undefined ? await startStore({ port: 0, memory: true }) : undefined;
  const open = await openSubgraph(stability, {
    mongodbUri: store?.uri ?? given ?? '',
    embedded: store !== undefined,
    databasePrefix: `alerts_${randomUUID().slice(0, 8)}`,
  });
  const { models } = open;
  const names = ['assessments', 'alerts', 'planned_activities'];
  return {
    open,
    models,
    clear: async () => {
      for (const name of names) await open.connection.collection(name).deleteMany({});
    },
    stop: async () => {
      await open.connection.dropDatabase();
      await open.close();
      await store?.stop();
    },
  };
}

/** A stored assessment with this index, of which every indicator has the same share; null is a month without an index. */
export function assessmentOf(
  areaCode: string,
  month: string,
  index: number | null,
  more: Partial<AssessmentRow> = {},
): AssessmentRow {
  const indicators = asri1.indicators.map(({ id, dimension, agency }) => ({
    id,
    dimension,
    agency,
    status: index === null ? ('MISSING' as const) : ('OBSERVED' as const),
    norm: index,
    weight: 0.25,
    numerator: null,
    denominator: null,
    value: null,
    ageMonths: 0,
  }));
  return {
    _id: `${areaCode}@${month}`,
    areaCode,
    areaPath: [...areaPath(areaCode)],
    level: 'DISTRICT',
    month,
    asOf: `${month}-28`,
    provisional: false,
    assessedAt: '2024-11-01T00:00:00.000Z',
    methodVersion: 'asri-1',
    staleAgencies: [],
    status: index === null ? 'INSUFFICIENT_DATA' : 'OK',
    rounded: false,
    index,
    stabilityLevel: index === null ? null : levelOf(index, asri1),
    dimensions: (['H', 'V', 'C'] as const).map((id) => ({ id, value: index })),
    publishedAt: '2024-11-01T00:00:00.000Z',
    inputDigest: '0'.repeat(64),
    cityChange: null,
    standardError: index === null ? null : 0,
    indicators,
    ...more,
  };
}

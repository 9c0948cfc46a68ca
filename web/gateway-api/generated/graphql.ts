/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Levels of areas in Indonesia, from large to small. */
export type AreaLevel =
  /** Provinsi. */
  | 'PROVINCE'
  /** Kabupaten or kota. */
  | 'CITY'
  /** Kecamatan. */
  | 'DISTRICT'
  /** Kelurahan or desa. */
  | 'VILLAGE';

/** Agencies whose data enter the index. */
export type StabilityAgency =
  | 'IMMIGRATION'
  | 'UNHCR'
  | 'KESBANGPOL'
  | 'TIMPORA';

/** The dimensions of the index. */
export type StabilityDimensionId =
  /** Incidents and tension. */
  | 'H'
  /** Unmet protection needs. */
  | 'V'
  /** Lack of coping capacity. */
  | 'C';

/** Alert levels, by Indonesia's hazard scale. */
export type StabilityLevel =
  /** Index below 3.5. */
  | 'NORMAL'
  /** Watch: 3.5 and above. */
  | 'WASPADA'
  /** Alert: 5.0 and above. */
  | 'SIAGA'
  /** Critical: 6.5 and above. */
  | 'AWAS';

/** Grades by the lack of reliability. */
export type StabilityReliabilityGrade =
  /** Below 2. */
  | 'A'
  /** Below 4. */
  | 'B'
  /** Below 6. */
  | 'C'
  /** 6 and above, or a dimension without enough data. */
  | 'D';

export type OverviewQueryVariables = Exact<{
  within: string;
  level: AreaLevel;
  month?: string | null | undefined;
}>;


export type OverviewQuery = { area: { code: string, name: string, level: AreaLevel, parent: { code: string, name: string } | null, newest: { month: string, provisional: boolean } | null } | null, areas: { totalCount: number, nodes: Array<{ code: string, name: string, population: number | null, areaKm2: number | null, centroid: { latitude: number, longitude: number } | null, stability: { month: string, asOf: string, provisional: boolean, index: number | null, level: StabilityLevel | null, levelProbability: number | null, staleAgencies: Array<StabilityAgency>, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade }, dimensions: Array<{ id: StabilityDimensionId, value: number | null }> } | null }> }, villages: { nodes: Array<{ code: string, areaKm2: number | null, centroid: { latitude: number, longitude: number } | null }> }, stabilityRanking: { month: string | null, provisional: boolean, assessedAt: string | null, insufficient: number, entries: Array<{ rank: number, rankInterval: { low: number, high: number }, area: { code: string, name: string }, assessment: { index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade } } }> } | null, dataLoads: Array<
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
  > };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const OverviewDocument = new TypedDocumentString(`
    query Overview($within: AreaCode!, $level: AreaLevel!, $month: Month) {
  area(code: $within) {
    code
    name
    level
    parent {
      code
      name
    }
    newest: stability {
      month
      provisional
    }
  }
  areas(within: $within, level: $level, first: 200) {
    totalCount
    nodes {
      code
      name
      population
      areaKm2
      centroid {
        latitude
        longitude
      }
      stability(month: $month) {
        month
        asOf
        provisional
        index
        interval {
          low
          high
        }
        level
        levelProbability
        reliability {
          grade
        }
        staleAgencies
        dimensions {
          id
          value
        }
      }
    }
  }
  villages: areas(within: $within, level: VILLAGE, first: 400) {
    nodes {
      code
      areaKm2
      centroid {
        latitude
        longitude
      }
    }
  }
  stabilityRanking(within: $within, level: $level, month: $month, first: 200) {
    month
    provisional
    assessedAt
    insufficient
    entries {
      rank
      rankInterval {
        low
        high
      }
      area {
        code
        name
      }
      assessment {
        index
        interval {
          low
          high
        }
        level
        reliability {
          grade
        }
      }
    }
  }
  dataLoads {
    agency
    sources {
      source
      kind
      loadedAt
      dataAsOf
      stale
    }
  }
}
    `, {"hash":"sha256:7e3c59f1f73707209f544687c5bc4d53c56276ee23ed2d227cd0973c357c476a"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
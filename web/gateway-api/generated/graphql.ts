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

/** Whether a count of persons is told. A threshold of ten holds for persons, of five for applications. */
export type DisclosureStatus =
  /** The count is told, rounded. 0 is a true 0. */
  | 'DISCLOSED'
  /** Beneath the threshold, or part of a group of so few. Of a group, 'none of them' is not told from 'a few': it would say something of each. */
  | 'SUPPRESSED_SMALL'
  /** Hidden because a smaller count could be computed from it, as the rest of a group or of a sum; every count of a village, whatever its size. */
  | 'SUPPRESSED_COMPLEMENTARY';

/** Event types of the taxonomy. */
export type IncidentEventType =
  | 'BATTLES'
  | 'EXPLOSIONS_REMOTE_VIOLENCE'
  | 'VIOLENCE_AGAINST_CIVILIANS'
  | 'PROTESTS'
  | 'RIOTS'
  | 'STRATEGIC_DEVELOPMENTS';

/** Severity and its weight in the stability-risk index. */
export type IncidentSeverity =
  /** Lawful: peaceful protest, rally, meeting. Weight 0. */
  | 'S0'
  /** Verbal or minor disorder, intimidation without harm. Weight 1. */
  | 'S1'
  /** Property damage, dispersal with intervention. Weight 2. */
  | 'S2'
  /** Injury, brawl, forced eviction, excessive force. Weight 4. */
  | 'S3'
  /** Serious injury, sexual violence, abduction, arson of a home or shelter. Weight 8. */
  | 'S4'
  /** Death, firearm or explosive, mass violence. Weight 16. */
  | 'S5';

/** Where the handling of an incident stands. */
export type IncidentStatus =
  | 'OPEN'
  | 'CLOSED';

/** Kinds of joint activity. */
export type JointActivityKind =
  | 'COORDINATION_MEETING'
  /** Looks into how people live: never an answer to an alert. */
  | 'JOINT_VISIT'
  | 'MEDIATION'
  | 'OUTREACH'
  | 'SERVICE_DRIVE';

/** What stands behind a share of persons. */
export type PersonShareBasis =
  /** Ten persons or more, five applications or more: the area's own number. */
  | 'OWN'
  /** Fewer, or a village: the city's share stands in, and the area's own number leaves the agency nowhere. */
  | 'POOLED';

/** Agencies whose data enter the index. */
export type StabilityAgency =
  | 'IMMIGRATION'
  | 'UNHCR'
  | 'KESBANGPOL'
  | 'TIMPORA';

/** How far the follow-up of an alert is. */
export type StabilityAlertState =
  /** Nobody has taken it up. */
  | 'RAISED'
  /** A person has looked at it and takes it up. */
  | 'ACKNOWLEDGED'
  /** A person has closed it. */
  | 'CLOSED';

/** What an index is compared with. */
export type StabilityBaseline =
  /** An earlier month of the same area. */
  | 'MONTH'
  /** The city of the area in the same month, assessed by its own totals. */
  | 'CITY'
  /** Another area in the same month. Told by `compareAreas`; `change` refuses it. */
  | 'AREA';

/** The dimensions of the index. */
export type StabilityDimensionId =
  /** Incidents and tension. */
  | 'H'
  /** Unmet protection needs. */
  | 'V'
  /** Lack of coping capacity. */
  | 'C';

/** What a part of a difference comes from. */
export type StabilityDriverKind =
  /** One indicator that both sides have. */
  | 'INDICATOR'
  /** The indicators of a dimension together, where they may not be told apart. */
  | 'DIMENSION'
  /** Indicators that only one side has. */
  | 'DATA_AVAILABILITY'
  /** The least value at which a dimension counts. */
  | 'FLOOR'
  /** What rounding leaves, where either side is `rounded`. */
  | 'ROUNDING';

/** The indicators of the index. */
export type StabilityIndicatorId =
  /** Severity-weighted incidents per 100,000 residents, 90 days. */
  | 'H1'
  /** Severity-weighted incidents against or around shelters, migrants' homes and agency sites per 100,000, 180 days. */
  | 'H2'
  /** Verified reports of tension per 100,000, 30 days. */
  | 'H3'
  /** Share of polling stations flagged for security, conflict-prone place or SARA. */
  | 'H4'
  /** Share of registered persons whose UNHCR document has lapsed. */
  | 'V1'
  /** Share of persons with a specific need and without open assistance. */
  | 'V2'
  /** Share of school-age children out of school. */
  | 'V3'
  /** Share of persons in precarious shelter. */
  | 'V4'
  /** Share of permit applications past the service standard. */
  | 'C1'
  /** Share of incidents older than 14 days that are still open. */
  | 'C2'
  /** Days since the last joint activity that covers the area. */
  | 'C3'
  /** Share of registered lodgings without a report in 30 days. */
  | 'C4';

/** What stands behind an indicator's value. */
export type StabilityIndicatorStatus =
  /** The area's own data. */
  | 'OBSERVED'
  /** Fewer than ten persons or five applications, or persons of a village: the city's share. */
  | 'POOLED'
  /** No data. */
  | 'MISSING'
  /** Outside the time in which the indicator has a meaning. */
  | 'NOT_APPLICABLE';

/** Languages of texts. */
export type StabilityLanguage =
  /** English. */
  | 'EN'
  /** Indonesian. */
  | 'ID';

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

/** Whether there was enough to compute an index. */
export type StabilityStatus =
  | 'OK'
  /** More than half of the weight of a dimension is missing. */
  | 'INSUFFICIENT_DATA';

/** A figure supposed to be another, in whole numbers. Rates and shares need `numerator` and `denominator`, days need `days`. */
export type StabilitySupposition = {
  /** Which indicator. */
  indicator: StabilityIndicatorId;
  /** What is counted: the sum of the events' weights for H1 and H2, the number of reports for H3, else the part of `denominator`. */
  numerator?: number | null | undefined;
  /** Of how many; for H1 and H2 the number of events, for H3 the number of reports again. */
  denominator?: number | null | undefined;
  /** Days since the last joint activity, for C3. */
  days?: number | null | undefined;
};

/** Where an index goes. */
export type StabilityTrendDirection =
  | 'WORSENING'
  | 'STABLE'
  | 'IMPROVING';

/** Units of indicators. */
export type StabilityUnit =
  | 'PER_100_000_RESIDENTS'
  | 'SHARE'
  | 'DAYS';

export type AreaBriefingQueryVariables = Exact<{
  code: string;
  month?: string | null | undefined;
  against: StabilityBaseline;
}>;


export type AreaBriefingQuery = { area: { code: string, name: string, level: AreaLevel, population: number | null, areaKm2: number | null, parent: { code: string, name: string } | null, newest: { month: string } | null, stability: { month: string, asOf: string, provisional: boolean, methodVersion: string, staleAgencies: Array<StabilityAgency>, publishedAt: string | null, status: StabilityStatus, rounded: boolean, index: number | null, level: StabilityLevel | null, levelProbability: number | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade, missing: number, stale: number, pooled: number }, dimensions: Array<{ id: StabilityDimensionId, value: number | null, contribution: number | null }>, indicators: Array<{ id: StabilityIndicatorId, dimension: StabilityDimensionId, agency: StabilityAgency, status: StabilityIndicatorStatus, norm: number | null, weight: number | null, contribution: number | null, numerator: number | null, denominator: number | null, value: number | null, unit: StabilityUnit, ageMonths: number }>, change: { against: StabilityBaseline, since: string, from: number, to: number, delta: number, drivers: Array<{ kind: StabilityDriverKind, dimension: StabilityDimensionId | null, indicator: StabilityIndicatorId | null, value: number }> } | null, trend: { direction: StabilityTrendDirection, since: string, change: number, threshold: number } | null, history: Array<{ month: string, provisional: boolean, index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null }> } | null, permitSignals: Array<{ month: string, asOf: string, dataAsOf: string | null, stale: boolean, applicationsPastStandard: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, lodgingsNotReporting: { numerator: number, denominator: number, cityNumerator: number, cityDenominator: number } }> | null, protectionSignals: Array<{ month: string, asOf: string, dataAsOf: string | null, stale: boolean, documentsLapsed: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, needsUnassisted: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, childrenOutOfSchool: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, precariousShelter: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } } }> | null, jointActivities: { totalCount: number, nodes: Array<{ id: string, title: string, kind: JointActivityKind, heldOn: string, agencies: Array<StabilityAgency>, actionItems: Array<{ id: string, task: string, owner: StabilityAgency, dueOn: string, doneOn: string | null }> }> } | null } | null };

export type PersonSharePartsFragment = { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } };

export type AreaIncidentsQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type AreaIncidentsQuery = { area: { incidents: { totalCount: number, nodes: Array<{ id: string, eventType: IncidentEventType, severity: IncidentSeverity, status: IncidentStatus, occurredOn: string }> } | null } | null };

export type CompareAreasQueryVariables = Exact<{
  codes: Array<string> | string;
  month?: string | null | undefined;
  within: string;
  level: AreaLevel;
}>;


export type CompareAreasQuery = { areas: { nodes: Array<{ code: string, name: string }> }, compareAreas: { month: string | null, entries: Array<{ area: { code: string, name: string }, assessment: { index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade }, dimensions: Array<{ id: StabilityDimensionId, value: number | null }> } | null, difference: { delta: number, drivers: Array<{ kind: StabilityDriverKind, dimension: StabilityDimensionId | null, indicator: StabilityIndicatorId | null, value: number }> } | null }> } | null };

export type OverviewQueryVariables = Exact<{
  within: string;
  level: AreaLevel;
  month?: string | null | undefined;
  language: StabilityLanguage;
  signedIn: boolean;
}>;


export type OverviewQuery = { area: { code: string, name: string, level: AreaLevel, parent: { code: string, name: string } | null, newest: { month: string, provisional: boolean } | null } | null, areas: { totalCount: number, nodes: Array<{ code: string, name: string, population: number | null, areaKm2: number | null, centroid: { latitude: number, longitude: number } | null, stability: { month: string, asOf: string, provisional: boolean, index: number | null, level: StabilityLevel | null, levelProbability: number | null, staleAgencies: Array<StabilityAgency>, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade }, dimensions: Array<{ id: StabilityDimensionId, value: number | null }> } | null }> }, villages: { nodes: Array<{ code: string, areaKm2: number | null, centroid: { latitude: number, longitude: number } | null }> }, stabilityRanking: { month: string | null, provisional: boolean, assessedAt: string | null, insufficient: number, entries: Array<{ rank: number, rankInterval: { low: number, high: number }, area: { code: string, name: string }, assessment: { index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade } } }> } | null, alerts: { nodes: Array<{ id: string, month: string, level: StabilityLevel, probability: number, state: StabilityAlertState, area: { code: string, name: string }, suggestedActions: Array<{ indicator: StabilityIndicatorId, text: string }> }> } | null, dataLoads?: Array<
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
  > };

export type StabilityIfQueryVariables = Exact<{
  code: string;
  month?: string | null | undefined;
  changes: Array<StabilitySupposition> | StabilitySupposition;
}>;


export type StabilityIfQuery = { area: { stabilityIf: { after: { index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null }, change: { against: StabilityBaseline, since: string, from: number, to: number, delta: number, drivers: Array<{ kind: StabilityDriverKind, dimension: StabilityDimensionId | null, indicator: StabilityIndicatorId | null, value: number }> } | null } | null } | null };

export type SupposableQueryVariables = Exact<{
  code: string;
  month?: string | null | undefined;
}>;


export type SupposableQuery = { area: { code: string, name: string, newest: { month: string } | null, stability: { month: string, index: number | null, level: StabilityLevel | null, indicators: Array<{ id: StabilityIndicatorId, dimension: StabilityDimensionId, status: StabilityIndicatorStatus, numerator: number | null, denominator: number | null, value: number | null, unit: StabilityUnit }> } | null } | null };

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
export const PersonSharePartsFragmentDoc = new TypedDocumentString(`
    fragment PersonShareParts on PersonShare {
  basis
  numerator {
    value
    status
  }
  denominator {
    value
    status
  }
  cityNumerator {
    value
    status
  }
  cityDenominator {
    value
    status
  }
}
    `, {"fragmentName":"PersonShareParts"}) as unknown as TypedDocumentString<PersonSharePartsFragment, unknown>;
export const AreaBriefingDocument = new TypedDocumentString(`
    query AreaBriefing($code: AreaCode!, $month: Month, $against: StabilityBaseline!) {
  area(code: $code) {
    code
    name
    level
    population
    areaKm2
    parent {
      code
      name
    }
    newest: stability {
      month
    }
    stability(month: $month) {
      month
      asOf
      provisional
      methodVersion
      staleAgencies
      publishedAt
      status
      rounded
      index
      interval {
        low
        high
      }
      level
      levelProbability
      reliability {
        grade
        missing
        stale
        pooled
      }
      dimensions {
        id
        value
        contribution
      }
      indicators {
        id
        dimension
        agency
        status
        norm
        weight
        contribution
        numerator
        denominator
        value
        unit
        ageMonths
      }
      change(against: $against) {
        against
        since
        from
        to
        delta
        drivers {
          kind
          dimension
          indicator
          value
        }
      }
      trend {
        direction
        since
        change
        threshold
      }
      history(months: 12) {
        month
        provisional
        index
        interval {
          low
          high
        }
        level
      }
    }
    permitSignals(months: 14) {
      month
      asOf
      dataAsOf
      stale
      applicationsPastStandard {
        ...PersonShareParts
      }
      lodgingsNotReporting {
        numerator
        denominator
        cityNumerator
        cityDenominator
      }
    }
    protectionSignals(months: 14) {
      month
      asOf
      dataAsOf
      stale
      documentsLapsed {
        ...PersonShareParts
      }
      needsUnassisted {
        ...PersonShareParts
      }
      childrenOutOfSchool {
        ...PersonShareParts
      }
      precariousShelter {
        ...PersonShareParts
      }
    }
    jointActivities(first: 5) {
      totalCount
      nodes {
        id
        title
        kind
        heldOn
        agencies
        actionItems {
          id
          task
          owner
          dueOn
          doneOn
        }
      }
    }
  }
}
    fragment PersonShareParts on PersonShare {
  basis
  numerator {
    value
    status
  }
  denominator {
    value
    status
  }
  cityNumerator {
    value
    status
  }
  cityDenominator {
    value
    status
  }
}`, {"hash":"sha256:e987c454f396b5f50d9af74dc5a37c11cbb5063107ff9979761cbb110182d995"}) as unknown as TypedDocumentString<AreaBriefingQuery, AreaBriefingQueryVariables>;
export const AreaIncidentsDocument = new TypedDocumentString(`
    query AreaIncidents($code: AreaCode!, $from: Month!, $to: Month!) {
  area(code: $code) {
    incidents(filter: {from: $from, to: $to}, first: 100) {
      totalCount
      nodes {
        id
        eventType
        severity
        status
        occurredOn
      }
    }
  }
}
    `, {"hash":"sha256:00377d0e02e50b5d9f82e69db7bfb3f90dfb3cdc5cd5d12a27aea377f06803b5"}) as unknown as TypedDocumentString<AreaIncidentsQuery, AreaIncidentsQueryVariables>;
export const CompareAreasDocument = new TypedDocumentString(`
    query CompareAreas($codes: [AreaCode!]!, $month: Month, $within: AreaCode!, $level: AreaLevel!) {
  areas(within: $within, level: $level, first: 200) {
    nodes {
      code
      name
    }
  }
  compareAreas(codes: $codes, month: $month) {
    month
    entries {
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
        dimensions {
          id
          value
        }
      }
      difference {
        delta
        drivers {
          kind
          dimension
          indicator
          value
        }
      }
    }
  }
}
    `, {"hash":"sha256:c6bdd8884c5a604343cd05bf8dc15dbab69646807534713065bf5113521029ca"}) as unknown as TypedDocumentString<CompareAreasQuery, CompareAreasQueryVariables>;
export const OverviewDocument = new TypedDocumentString(`
    query Overview($within: AreaCode!, $level: AreaLevel!, $month: Month, $language: StabilityLanguage!, $signedIn: Boolean!) {
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
  alerts(area: $within, first: 100) {
    nodes {
      id
      area {
        code
        name
      }
      month
      level
      probability
      state
      suggestedActions {
        indicator
        text(language: $language)
      }
    }
  }
  dataLoads @include(if: $signedIn) {
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
    `, {"hash":"sha256:f5a08281cdeed7b4a397bce0093d6f779e5addd4217add1e70a1faf48786bbb7"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const StabilityIfDocument = new TypedDocumentString(`
    query StabilityIf($code: AreaCode!, $month: Month, $changes: [StabilitySupposition!]!) {
  area(code: $code) {
    stabilityIf(changes: $changes, month: $month) {
      after {
        index
        interval {
          low
          high
        }
        level
      }
      change {
        against
        since
        from
        to
        delta
        drivers {
          kind
          dimension
          indicator
          value
        }
      }
    }
  }
}
    `, {"hash":"sha256:754359ad9669f8447450982ef27f9e9a82d5ad52c49211ed8d5ed09a05f8a9e9"}) as unknown as TypedDocumentString<StabilityIfQuery, StabilityIfQueryVariables>;
export const SupposableDocument = new TypedDocumentString(`
    query Supposable($code: AreaCode!, $month: Month) {
  area(code: $code) {
    code
    name
    newest: stability {
      month
    }
    stability(month: $month) {
      month
      index
      level
      indicators {
        id
        dimension
        status
        numerator
        denominator
        value
        unit
      }
    }
  }
}
    `, {"hash":"sha256:66d00b06b05e64aabb0043a0c38091aa1eac486b3c907b1f8d60fd4252314550"}) as unknown as TypedDocumentString<SupposableQuery, SupposableQueryVariables>;
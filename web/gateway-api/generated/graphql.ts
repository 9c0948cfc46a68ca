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

/** A joint activity that is to be held. */
export type JointActivityPlan = {
  /** The alert that it answers. */
  alert: string | number;
  /** What it is about. */
  title: string;
  /** What kind of activity; never JOINT_VISIT. */
  kind: JointActivityKind;
  /** Day on which it is to be held, from today to a year from now. */
  heldOn: string;
  /** The agencies that take part. */
  agencies: Array<StabilityAgency>;
  /** The areas it covers, at most 100: the alert's area, parts of it, or areas that it lies in. */
  areas: Array<string>;
};

/** Whether an activity was held. Only one that was held counts for the index. */
export type JointActivityState =
  | 'PLANNED'
  | 'HELD';

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

/** What an alert rests on. */
export type StabilityAlertBasis =
  /** A month that has closed. */
  | 'CLOSED_MONTH'
  /** The running month, which may still change: unless a person takes it up, the alert goes when the month does not hold it. */
  | 'RUNNING_MONTH'
  /** The running month as it was: the month became another and does not raise this alert any more. It is kept because a person had taken it up. */
  | 'SUPERSEDED';

/** How the follow-up of an alert ended. */
export type StabilityAlertOutcome =
  /** Joint activities were held, and what was agreed to be done is done. */
  | 'ANSWERED'
  /** A person looked at it and found that nothing has to be done. */
  | 'NOTHING_TO_DO'
  /** Others go on with what is open; the note says who. */
  | 'HANDED_OVER'
  /** The figures behind it were wrong; the note says which. */
  | 'WRONG_FIGURES';

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

export type AcknowledgeAlertMutationVariables = Exact<{
  id: string | number;
  note: string;
}>;


export type AcknowledgeAlertMutation = { acknowledgeAlert: { id: string, state: StabilityAlertState } | null };

export type AddActionItemMutationVariables = Exact<{
  activity: string | number;
  task: string;
  owner: StabilityAgency;
  dueOn: string;
}>;


export type AddActionItemMutation = { addActionItem: { id: string, state: JointActivityState } | null };

export type AlertFollowUpQueryVariables = Exact<{
  area: string;
  language: StabilityLanguage;
}>;


export type AlertFollowUpQuery = { alerts: { nodes: Array<{ id: string, month: string, level: StabilityLevel, probability: number, basis: StabilityAlertBasis, state: StabilityAlertState, area: { code: string, name: string }, suggestedActions: Array<{ kind: JointActivityKind, text: string }>, acknowledgement: { agency: StabilityAgency, at: string, note: string } | null, activities: Array<{ id: string, title: string, kind: JointActivityKind, state: JointActivityState, heldOn: string, agencies: Array<StabilityAgency>, areas: Array<{ code: string, name: string }>, actionItems: Array<{ id: string, task: string, owner: StabilityAgency, dueOn: string, doneOn: string | null }> }>, closure: { agency: StabilityAgency, at: string, outcome: StabilityAlertOutcome, note: string } | null }> } | null };

export type AreaBriefingQueryVariables = Exact<{
  code: string;
  month?: string | null | undefined;
  against: StabilityBaseline;
}>;


export type AreaBriefingQuery = { area: { code: string, name: string, level: AreaLevel, population: number | null, areaKm2: number | null, parent: { code: string, name: string } | null, newest: { month: string, asOf: string } | null, stability: { month: string, asOf: string, provisional: boolean, methodVersion: string, staleAgencies: Array<StabilityAgency>, publishedAt: string | null, status: StabilityStatus, rounded: boolean, index: number | null, level: StabilityLevel | null, levelProbability: number | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade, missing: number, stale: number, pooled: number }, dimensions: Array<{ id: StabilityDimensionId, value: number | null, contribution: number | null }>, indicators: Array<{ id: StabilityIndicatorId, dimension: StabilityDimensionId, agency: StabilityAgency, status: StabilityIndicatorStatus, norm: number | null, weight: number | null, contribution: number | null, numerator: number | null, denominator: number | null, value: number | null, unit: StabilityUnit, ageMonths: number }>, change: { against: StabilityBaseline, since: string, from: number, to: number, delta: number, drivers: Array<{ kind: StabilityDriverKind, dimension: StabilityDimensionId | null, indicator: StabilityIndicatorId | null, value: number }> } | null, trend: { direction: StabilityTrendDirection, since: string, change: number, threshold: number } | null, history: Array<{ month: string, provisional: boolean, index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null }> } | null, permitSignals: Array<{ month: string, asOf: string, dataAsOf: string | null, stale: boolean, applicationsPastStandard: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, lodgingsNotReporting: { numerator: number, denominator: number, cityNumerator: number, cityDenominator: number } }> | null, protectionSignals: Array<{ month: string, asOf: string, dataAsOf: string | null, stale: boolean, documentsLapsed: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, needsUnassisted: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, childrenOutOfSchool: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } }, precariousShelter: { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } } }> | null, jointActivities: { totalCount: number, nodes: Array<{ id: string, title: string, kind: JointActivityKind, heldOn: string, agencies: Array<StabilityAgency>, actionItems: Array<{ id: string, task: string, owner: StabilityAgency, dueOn: string, doneOn: string | null }> }> } | null } | null };

export type PersonSharePartsFragment = { basis: PersonShareBasis, numerator: { value: number | null, status: DisclosureStatus }, denominator: { value: number | null, status: DisclosureStatus }, cityNumerator: { value: number | null, status: DisclosureStatus }, cityDenominator: { value: number | null, status: DisclosureStatus } };

export type AreaIncidentsQueryVariables = Exact<{
  code: string;
  from: string;
  to: string;
}>;


export type AreaIncidentsQuery = { area: { incidents: { totalCount: number, nodes: Array<{ id: string, eventType: IncidentEventType, severity: IncidentSeverity, status: IncidentStatus, occurredOn: string }> } | null } | null };

export type BacktestHistoryQueryVariables = Exact<{
  within: string;
  level: AreaLevel;
  after?: string | null | undefined;
}>;


export type BacktestHistoryQuery = { areas: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ code: string, stability: { asOf: string, history: Array<{ month: string, methodVersion: string, index: number | null, standardError: number | null, reliability: { grade: StabilityReliabilityGrade } }> } | null }> } };

export type CloseAlertMutationVariables = Exact<{
  id: string | number;
  outcome: StabilityAlertOutcome;
  note: string;
}>;


export type CloseAlertMutation = { closeAlert: { id: string, state: StabilityAlertState } | null };

export type CompareAreasQueryVariables = Exact<{
  codes: Array<string> | string;
  month?: string | null | undefined;
  within: string;
  level: AreaLevel;
}>;


export type CompareAreasQuery = { areas: { nodes: Array<{ code: string, name: string }> }, compareAreas: { month: string | null, entries: Array<{ area: { code: string, name: string }, assessment: { index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade }, dimensions: Array<{ id: StabilityDimensionId, value: number | null }> } | null, difference: { delta: number, drivers: Array<{ kind: StabilityDriverKind, dimension: StabilityDimensionId | null, indicator: StabilityIndicatorId | null, value: number }> } | null }> } | null };

export type CompleteActionItemMutationVariables = Exact<{
  activity: string | number;
  item: string | number;
  doneOn: string;
}>;


export type CompleteActionItemMutation = { completeActionItem: { id: string, state: JointActivityState } | null };

export type GraveIncidentsQueryVariables = Exact<{
  area: string;
  from: string;
  to: string;
  after?: string | null | undefined;
}>;


export type GraveIncidentsQuery = { area: { name: string, incidents: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, nodes: Array<{ occurredOn: string, area: { code: string } }> } | null } | null };

export type OverviewQueryVariables = Exact<{
  within: string;
  level: AreaLevel;
  month?: string | null | undefined;
  language: StabilityLanguage;
  signedIn: boolean;
}>;


export type OverviewQuery = { area: { code: string, name: string, level: AreaLevel, parent: { code: string, name: string } | null, newest: { month: string, asOf: string } | null } | null, areas: { totalCount: number, nodes: Array<{ code: string, name: string, population: number | null, areaKm2: number | null, centroid: { latitude: number, longitude: number } | null, stability: { month: string, asOf: string, provisional: boolean, index: number | null, level: StabilityLevel | null, levelProbability: number | null, staleAgencies: Array<StabilityAgency>, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade }, dimensions: Array<{ id: StabilityDimensionId, value: number | null }> } | null }> }, villages: { nodes: Array<{ code: string, areaKm2: number | null, centroid: { latitude: number, longitude: number } | null }> }, stabilityRanking: { month: string | null, provisional: boolean, assessedAt: string | null, insufficient: number, entries: Array<{ rank: number, rankInterval: { low: number, high: number }, area: { code: string, name: string }, assessment: { index: number | null, level: StabilityLevel | null, interval: { low: number, high: number } | null, reliability: { grade: StabilityReliabilityGrade } } }> } | null, alerts: { nodes: Array<{ id: string, month: string, level: StabilityLevel, probability: number, state: StabilityAlertState, area: { code: string, name: string }, suggestedActions: Array<{ indicator: StabilityIndicatorId, text: string }> }> } | null, dataLoads?: Array<
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
    | { agency: StabilityAgency, sources: Array<{ source: string, kind: string, loadedAt: string | null, dataAsOf: string | null, stale: boolean }> | null }
  > };

export type PlanJointActivityMutationVariables = Exact<{
  input: JointActivityPlan;
}>;


export type PlanJointActivityMutation = { planJointActivity: { id: string, state: JointActivityState } | null };

export type RecordJointActivityHeldMutationVariables = Exact<{
  activity: string | number;
  heldOn: string;
}>;


export type RecordJointActivityHeldMutation = { recordJointActivityHeld: { id: string, state: JointActivityState } | null };

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
export const AcknowledgeAlertDocument = new TypedDocumentString(`
    mutation AcknowledgeAlert($id: ID!, $note: String!) {
  acknowledgeAlert(id: $id, note: $note) {
    id
    state
  }
}
    `, {"hash":"sha256:f5ba89e35d68f475ee9c0ad93e18ef50f0dc66515bea3e6b416a12a3116c88d5"}) as unknown as TypedDocumentString<AcknowledgeAlertMutation, AcknowledgeAlertMutationVariables>;
export const AddActionItemDocument = new TypedDocumentString(`
    mutation AddActionItem($activity: ID!, $task: String!, $owner: StabilityAgency!, $dueOn: Date!) {
  addActionItem(activity: $activity, task: $task, owner: $owner, dueOn: $dueOn) {
    id
    state
  }
}
    `, {"hash":"sha256:c1507e1562faead9d63e95b29d7e9fbda2dec807b786009bb70ceca31c82d418"}) as unknown as TypedDocumentString<AddActionItemMutation, AddActionItemMutationVariables>;
export const AlertFollowUpDocument = new TypedDocumentString(`
    query AlertFollowUp($area: AreaCode!, $language: StabilityLanguage!) {
  alerts(area: $area, first: 100) {
    nodes {
      id
      area {
        code
        name
      }
      month
      level
      probability
      basis
      state
      suggestedActions {
        kind
        text(language: $language)
      }
      acknowledgement {
        agency
        at
        note
      }
      activities {
        id
        title
        kind
        state
        heldOn
        agencies
        areas {
          code
          name
        }
        actionItems {
          id
          task
          owner
          dueOn
          doneOn
        }
      }
      closure {
        agency
        at
        outcome
        note
      }
    }
  }
}
    `, {"hash":"sha256:b10066f57af541ff30f02834972100ccda27c7766b93a5956912db9e629d3e53"}) as unknown as TypedDocumentString<AlertFollowUpQuery, AlertFollowUpQueryVariables>;
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
      asOf
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
}`, {"hash":"sha256:e88359afee7c4f2954d66819b275a2cadf4e0656be740940705fc1d1b2fe56ba"}) as unknown as TypedDocumentString<AreaBriefingQuery, AreaBriefingQueryVariables>;
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
export const BacktestHistoryDocument = new TypedDocumentString(`
    query BacktestHistory($within: AreaCode!, $level: AreaLevel!, $after: String) {
  areas(within: $within, level: $level, first: 50, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      code
      stability {
        asOf
        history(months: 60) {
          month
          methodVersion
          index
          standardError
          reliability {
            grade
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:ceb480246733474ce52af97bcc2be6380a742a578f30860198d50e20075c9bf5"}) as unknown as TypedDocumentString<BacktestHistoryQuery, BacktestHistoryQueryVariables>;
export const CloseAlertDocument = new TypedDocumentString(`
    mutation CloseAlert($id: ID!, $outcome: StabilityAlertOutcome!, $note: String!) {
  closeAlert(id: $id, outcome: $outcome, note: $note) {
    id
    state
  }
}
    `, {"hash":"sha256:1d1e145a6f9d6246ab0392db72b6239fee7185b1488f77a79bb42f0a52b18b0e"}) as unknown as TypedDocumentString<CloseAlertMutation, CloseAlertMutationVariables>;
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
export const CompleteActionItemDocument = new TypedDocumentString(`
    mutation CompleteActionItem($activity: ID!, $item: ID!, $doneOn: Date!) {
  completeActionItem(activity: $activity, item: $item, doneOn: $doneOn) {
    id
    state
  }
}
    `, {"hash":"sha256:ea05997222bae0b3eb7e75a0692afe7a082a7240a1baa1a20200f194a6fba5d9"}) as unknown as TypedDocumentString<CompleteActionItemMutation, CompleteActionItemMutationVariables>;
export const GraveIncidentsDocument = new TypedDocumentString(`
    query GraveIncidents($area: AreaCode!, $from: Month!, $to: Month!, $after: String) {
  area(code: $area) {
    name
    incidents(
      filter: {severityFrom: S3, from: $from, to: $to}
      first: 100
      after: $after
    ) {
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        occurredOn
        area {
          code
        }
      }
    }
  }
}
    `, {"hash":"sha256:40e5c77da54155841c9b1a773292892ad59510d57ddab107ac5450a02a136c20"}) as unknown as TypedDocumentString<GraveIncidentsQuery, GraveIncidentsQueryVariables>;
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
      asOf
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
    `, {"hash":"sha256:a18754f90d4a57a9564df8938aaf323a07e3ea952cc02e28ed75dca426b82c36"}) as unknown as TypedDocumentString<OverviewQuery, OverviewQueryVariables>;
export const PlanJointActivityDocument = new TypedDocumentString(`
    mutation PlanJointActivity($input: JointActivityPlan!) {
  planJointActivity(input: $input) {
    id
    state
  }
}
    `, {"hash":"sha256:3ff147b729c1219ea17b192e0ef1bd03a522a9573bc03b1edf2f2ee5670ad2f8"}) as unknown as TypedDocumentString<PlanJointActivityMutation, PlanJointActivityMutationVariables>;
export const RecordJointActivityHeldDocument = new TypedDocumentString(`
    mutation RecordJointActivityHeld($activity: ID!, $heldOn: Date!) {
  recordJointActivityHeld(activity: $activity, heldOn: $heldOn) {
    id
    state
  }
}
    `, {"hash":"sha256:5be2514a40c761e9bcb4a6f97f44cd46985cc5b6e1013d043fe33af81f690a2c"}) as unknown as TypedDocumentString<RecordJointActivityHeldMutation, RecordJointActivityHeldMutationVariables>;
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
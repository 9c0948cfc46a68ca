import type { Dimension, IndicatorId } from './cells';

/** What a version of the method declares. */
export interface RiskMethod {
  readonly name: string;
  /** What this version is, and what it does otherwise than the one before. */
  readonly about: string;
  /** K: events of average severity that an area is credited with before its own are counted. */
  readonly pseudoEvents: number;
  /** The most that a pseudo-event weighs, however grave the city's events are; null is no limit. */
  readonly heaviestPseudoEvent: number | null;
  /** M: cases at the city's share that an area is credited with before its own are counted. */
  readonly pseudoCases: number;
  /** Below this number of persons an area's own share is not used at all. */
  readonly poolingThreshold: number;
  /** Rates are per this many residents. */
  readonly rateUnit: number;
  /** S0 is lawful conduct such as a peaceful protest: it weighs nothing and is no event here. */
  readonly severityWeights: Readonly<Record<Severity, number>>;
  /** A dimension with less than this part of its applicable weight available is not computed. */
  readonly minimumCoverage: number;
  /** The least a dimension counts in the index, so that a single 0 does not hide the other two. */
  readonly dimensionFloor: number;
  /** Standard errors to each side of a 90 % interval. */
  readonly intervalZ: number;
  /** From the lowest to the highest; a level begins at `from`, that value included. */
  readonly levels: readonly { readonly level: RiskLevel; readonly from: number }[];
  readonly reliability: ReliabilityRule;
  readonly trend: TrendRule;
  readonly alert: AlertRule;
  readonly indicators: readonly IndicatorRule[];
}

export type Severity = 'S0' | 'S1' | 'S2' | 'S3' | 'S4' | 'S5';
/** Indonesia's own words for how far a hazard has come: normal, watch, alert, critical. */
export type RiskLevel = 'NORMAL' | 'WASPADA' | 'SIAGA' | 'AWAS';
export type ReliabilityGrade = 'A' | 'B' | 'C' | 'D';
export type Agency = 'KESBANGPOL' | 'UNHCR' | 'IMMIGRATION' | 'TIMPORA';

export interface ReliabilityRule {
  readonly missing: number;
  readonly stale: number;
  readonly pooled: number;
  /** Months after which a figure counts as wholly stale. */
  readonly staleAfterMonths: number;
  /** In order; what is below none of them is D. */
  readonly grades: readonly { readonly grade: ReliabilityGrade; readonly below: number }[];
}

export interface TrendRule {
  /** How many months back an index is compared with. */
  readonly months: number;
  /** A smaller change is no trend, however certain it is. */
  readonly minimumChange: number;
}

export interface AlertRule {
  /** An alert rises to a level only where the index is there or above with this probability. */
  readonly minimumProbability: number;
  /** An alert falls from a level only once the index was below the level's limit by more than this ... */
  readonly dropMargin: number;
  /** ... for this many months. */
  readonly dropAfterMonths: number;
  /** The lowest level at which a person has to confirm an alert. */
  readonly confirmFrom: RiskLevel;
}

export interface IndicatorRule {
  readonly id: IndicatorId;
  readonly dimension: Dimension;
  /** Who owns the figure and hands it over. */
  readonly agency: Agency;
  readonly about: string;
  readonly form: 'RATE' | 'SHARE' | 'PERSON_SHARE' | 'VALUE';
  /** The values that stand for 0 and for 10. Higher is worse for every indicator. */
  readonly goalposts: { readonly low: number; readonly high: number };
  readonly transform: 'LINEAR' | 'LOG';
  readonly weight: number;
  /** Days looked back from the end of the month; null is the state at the end of the month. */
  readonly windowDays: number | null;
  /** First and last month it is asked for; null is always. */
  readonly months: { readonly from: string; readonly to: string } | null;
}

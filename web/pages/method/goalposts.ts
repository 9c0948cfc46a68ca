import type { StabilityAgency, StabilityIndicatorId, StabilityUnit } from '../../gateway-api/generated/graphql';

/** Between which values an indicator goes from 0 to 10. A test keeps them those of the method in force. */
export interface Goalpost {
  readonly id: StabilityIndicatorId;
  readonly agency: StabilityAgency;
  readonly low: number;
  readonly high: number;
  readonly unit: StabilityUnit;
}

export const goalposts: readonly Goalpost[] = [
  { id: 'H1', agency: 'KESBANGPOL', low: 0, high: 60, unit: 'PER_100_000_RESIDENTS' },
  { id: 'H2', agency: 'KESBANGPOL', low: 0, high: 20, unit: 'PER_100_000_RESIDENTS' },
  { id: 'H3', agency: 'KESBANGPOL', low: 0, high: 15, unit: 'PER_100_000_RESIDENTS' },
  { id: 'H4', agency: 'KESBANGPOL', low: 0, high: 0.2, unit: 'SHARE' },
  { id: 'V1', agency: 'UNHCR', low: 0, high: 0.4, unit: 'SHARE' },
  { id: 'V2', agency: 'UNHCR', low: 0, high: 0.6, unit: 'SHARE' },
  { id: 'V3', agency: 'UNHCR', low: 0, high: 0.8, unit: 'SHARE' },
  { id: 'V4', agency: 'UNHCR', low: 0, high: 0.5, unit: 'SHARE' },
  { id: 'C1', agency: 'IMMIGRATION', low: 0, high: 0.5, unit: 'SHARE' },
  { id: 'C2', agency: 'KESBANGPOL', low: 0, high: 0.8, unit: 'SHARE' },
  { id: 'C3', agency: 'TIMPORA', low: 0, high: 180, unit: 'DAYS' },
  { id: 'C4', agency: 'IMMIGRATION', low: 0, high: 0.8, unit: 'SHARE' },
];

import { firstDayOf, lastDayOf, type Month } from '../shared/calendar';
import { after, allOf, type Filter, from, oneOf, upTo } from '../shared/filter';
import { badInput } from '../shared/subgraph-errors';
import type { IncidentEventType } from './incident-taxonomy';
import type { IncidentRow } from './models/Incident';
import { incidentSeverities, type IncidentSeverity, type IncidentStatus } from './security-vocabulary';

/** What an incident of each severity weighs in the stability-risk index. What is lawful weighs nothing. */
export const severityWeights: Readonly<Record<IncidentSeverity, number>> = {
  S0: 0,
  S1: 1,
  S2: 2,
  S3: 4,
  S4: 8,
  S5: 16,
};

/** Lawful events are listed, and counted nowhere. */
export function isLawful({ severity }: Pick<IncidentRow, 'severity'>): boolean {
  return severity === 'S0';
}

export function isShelterRelated({ shelterRelation }: Pick<IncidentRow, 'shelterRelation'>): boolean {
  return shelterRelation !== 'NONE';
}

export function statusOf({ closedOn }: Pick<IncidentRow, 'closedOn'>): IncidentStatus {
  return closedOn === null ? 'OPEN' : 'CLOSED';
}

export interface IncidentFilter {
  readonly eventTypes?: readonly IncidentEventType[] | null;
  readonly severityFrom?: IncidentSeverity | null;
  readonly status?: IncidentStatus | null;
  readonly shelterRelated?: boolean | null;
  readonly from?: Month | null;
  readonly to?: Month | null;
}

/** @throws BAD_USER_INPUT when the months asked for end before they begin. */
export function incidentsThat(filter: IncidentFilter | null | undefined): Filter {
  const { eventTypes, severityFrom, status, shelterRelated, from: first, to: last } = filter ?? {};
  if (first != null && last != null && first > last) {
    throw badInput(`filter: from ${first} must not be later than to ${last}.`);
  }
  const parts: Filter[] = [];
  if (eventTypes != null) parts.push({ eventType: oneOf(eventTypes) });
  if (severityFrom != null) parts.push({ severity: oneOf(severitiesFrom(severityFrom)) });
  if (status != null) parts.push({ closedOn: status === 'OPEN' ? null : after('') });
  if (shelterRelated != null) parts.push({ shelterRelation: shelterRelated ? oneOf(['AGAINST', 'AROUND']) : 'NONE' });
  if (first != null) parts.push({ occurredOn: from(firstDayOf(first)) });
  if (last != null) parts.push({ occurredOn: upTo(lastDayOf(last)) });
  return parts.length === 0 ? {} : allOf(parts);
}

function severitiesFrom(lowest: IncidentSeverity): readonly IncidentSeverity[] {
  return incidentSeverities.slice(incidentSeverities.indexOf(lowest));
}

import type { PersonalRecords } from '../shared/access';
import { type Day, firstDayOf, lastDayOf, type Month } from '../shared/calendar';
import { after, allOf, before, between, type Filter, from, oneOf } from '../shared/filter';
import { noEnd, type StayPermitRow } from './models/StayPermit';
import type { ApplicationStatus, StayPermitKind, StayPermitStatus } from './permit-vocabulary';

/** Who sees the immigration office's records of persons. */
export const permitRecords: PersonalRecords = { agency: 'IMMIGRATION', scope: 'permit:person' };

/** Status of a permit on a day: what the office decided, and else what the dates say. */
export function statusOn(permit: Pick<StayPermitRow, 'decision' | 'validUntil'>, day: Day): StayPermitStatus {
  if (permit.decision !== 'IN_FORCE') return permit.decision;
  return permit.validUntil < day ? 'EXPIRED' : 'VALID';
}

/** Last day of validity as the graph tells it: null for a permit without an end. */
export function lastDayOfValidity({ validUntil }: Pick<StayPermitRow, 'validUntil'>): Day | null {
  return validUntil === noEnd ? null : validUntil;
}

/** True when the decision came, or is awaited on `day`, after the service standard. */
export function pastServiceStandard(application: { dueOn: Day; decidedOn: Day | null }, day: Day): boolean {
  return (application.decidedOn ?? day) > application.dueOn;
}

export interface StayPermitFilter {
  readonly kinds?: readonly StayPermitKind[] | null;
  readonly status?: StayPermitStatus | null;
  readonly endsIn?: Month | null;
}

export function stayPermitsThat(filter: StayPermitFilter | null | undefined, day: Day): Filter {
  const { kinds, status, endsIn } = filter ?? {};
  const parts: Filter[] = [];
  if (kinds != null) parts.push({ kind: oneOf(kinds) });
  if (status != null) parts.push(withStatus(status, day));
  if (endsIn != null) parts.push({ validUntil: daysOf(endsIn) });
  return parts.length === 0 ? {} : allOf(parts);
}

const daysOf = (month: Month): Filter => between(firstDayOf(month), lastDayOf(month));

function withStatus(status: StayPermitStatus, day: Day): Filter {
  switch (status) {
    case 'VALID':
      return { decision: 'IN_FORCE', validUntil: from(day) };
    case 'EXPIRED':
      return { decision: 'IN_FORCE', validUntil: before(day) };
    case 'ENDED':
    case 'CANCELLED':
      return { decision: status };
  }
}

export interface PermitApplicationFilter {
  readonly status?: ApplicationStatus | null;
  readonly pastServiceStandard?: boolean | null;
  readonly submittedIn?: Month | null;
}

export function applicationsThat(filter: PermitApplicationFilter | null | undefined, day: Day): Filter {
  const { status, pastServiceStandard: late, submittedIn } = filter ?? {};
  const parts: Filter[] = [];
  if (status != null) parts.push({ status });
  if (late != null) parts.push(late ? lateOn(day) : inTimeOn(day));
  if (submittedIn != null) parts.push({ submittedOn: daysOf(submittedIn) });
  return parts.length === 0 ? {} : allOf(parts);
}

export interface AdministrativeActionFilter {
  readonly imposedIn?: Month | null;
}

export function actionsThat(filter: AdministrativeActionFilter | null | undefined): Filter {
  return filter?.imposedIn == null ? {} : { imposedOn: daysOf(filter.imposedIn) };
}

// Whether a decided application was late is a comparison of two fields, which no index serves; it is kept on the record.
const lateOn = (day: Day): Filter => ({ $or: [{ decidedLate: true }, { decidedOn: null, dueOn: before(day) }] });
const inTimeOn = (day: Day): Filter => ({
  $or: [
    { decidedLate: false, decidedOn: after('') },
    { decidedOn: null, dueOn: from(day) },
  ],
});

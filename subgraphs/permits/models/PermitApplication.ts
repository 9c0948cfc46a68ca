import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import type { ApplicationKind, ApplicationStatus, StayPermitKind } from '../permit-vocabulary';
import { applicationKinds, applicationStatuses, stayPermitKinds } from '../permit-vocabulary';

export interface PermitApplicationRow extends AreaRecord {
  readonly kind: ApplicationKind;
  readonly permitKind: StayPermitKind;
  readonly permitId: string | null;
  readonly submittedOn: string;
  readonly serviceStandardDays: number;
  /** Last day within the service standard: submittedOn plus the standard's calendar days. */
  readonly dueOn: string;
  readonly decidedOn: string | null;
  /** Decided after dueOn; false while undecided. */
  readonly decidedLate: boolean;
  readonly status: ApplicationStatus;
}

export const permitApplicationCollection: CollectionDefinition = {
  collection: 'permit_applications',
  fields: {
    ...recordFields,
    kind: field.choice(applicationKinds),
    permitKind: field.choice(stayPermitKinds),
    permitId: field.optionalText,
    submittedOn: field.text,
    serviceStandardDays: field.number,
    dueOn: field.text,
    decidedOn: field.optionalText,
    decidedLate: field.flag,
    status: field.choice(applicationStatuses),
  },
  indexes: [[{ areaPath: 1, submittedOn: 1, _id: 1 }], [{ areaCode: 1 }], [{ permitId: 1, submittedOn: -1 }]],
};

import { type CollectionDefinition, field, recordFields } from '../../shared/model';
import type { AreaRecord } from '../../shared/records-by-area';
import {
  type RegistrationStatus,
  registrationStatuses,
  type ShelterKind,
  shelterKinds,
  type SpecificNeedCode,
  specificNeedCodes,
} from '../refugee-vocabulary';
import { registrationCaseCollection } from './RegistrationCase';

/** Validity of one UNHCR card or certificate; both days are included. */
export interface DocumentPeriod {
  readonly validFrom: string;
  readonly validUntil: string;
}

export interface SpecificNeedPeriod {
  readonly code: SpecificNeedCode;
  readonly from: string;
  /** Day assistance began; null while none is given. */
  readonly assistedFrom: string | null;
  /** First day on which the need is no longer there; null while it is. */
  readonly until: string | null;
}

export interface OutOfSchoolPeriod {
  readonly outFrom: string;
  /** Day the child was back at school; null while it is out. */
  readonly outUntil: string | null;
}

/** Housing of one kind, from a day to the next period. */
export interface ShelterPeriod {
  readonly kind: ShelterKind;
  readonly from: string;
}

/**
 * What the subgraph keeps of a person: what the signals and the case need, and nothing by which to know the person.
 * No name, origin, sex or religion is kept, and of the birth only the month, for school age. Every list of periods
 * stands oldest first, so that a past month can be computed again.
 */
export interface RegisteredPersonRow extends AreaRecord {
  readonly caseId: string;
  readonly status: RegistrationStatus;
  readonly bornMonth: string;
  readonly registeredOn: string;
  /** First day on which the person is no longer registered, because the person or the whole case left. */
  readonly leftOn: string | null;
  readonly documents: readonly DocumentPeriod[];
  readonly specificNeedPeriods: readonly SpecificNeedPeriod[];
  readonly outOfSchoolPeriods: readonly OutOfSchoolPeriod[];
  readonly shelterPeriods: readonly ShelterPeriod[];
}

function periods(fields: Readonly<Record<string, object>>) {
  return { type: [{ ...fields, _id: false }], default: undefined, required: true };
}

export const registeredPersonCollection: CollectionDefinition = {
  collection: 'registered_persons',
  fields: {
    ...recordFields,
    caseId: { ...field.text, keeps: registrationCaseCollection.collection },
    status: field.choice(registrationStatuses),
    bornMonth: field.text,
    registeredOn: field.text,
    leftOn: field.optionalText,
    documents: periods({ validFrom: field.text, validUntil: field.text }),
    specificNeedPeriods: periods({
      code: field.choice(specificNeedCodes),
      from: field.text,
      assistedFrom: field.optionalText,
      until: field.optionalText,
    }),
    outOfSchoolPeriods: periods({ outFrom: field.text, outUntil: field.optionalText }),
    shelterPeriods: periods({ kind: field.choice(shelterKinds), from: field.text }),
  },
  indexes: [[{ areaCode: 1 }], [{ caseId: 1, _id: 1 }]],
};

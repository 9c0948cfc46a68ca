import { areaPath } from '../shared/area-code';
import { addMonths, firstDayOf, monthOf } from '../shared/calendar';
import { notBefore, notInFuture, placeRules, type QualityRule, recordRule } from '../shared/quality-rule';
import { registeredPersonCollection, type RegisteredPersonRow } from './models/RegisteredPerson';
import { registrationCaseCollection, type RegistrationCaseRow } from './models/RegistrationCase';
import { shelterCollection, type ShelterRow } from './models/Shelter';

// The records are of persons at risk: no rule names one by its number.
const persons = { collection: registeredPersonCollection.collection, ofPersons: true } as const;
const cases = { collection: registrationCaseCollection.collection, ofPersons: true } as const;
const { collection: shelters } = shelterCollection;

/** No register has anybody older. */
const oldestInMonths = 120 * 12;

export const refugeeQuality: readonly QualityRule[] = [
  ...placeRules(persons.collection, true),
  recordRule<RegisteredPersonRow>(
    {
      id: 'person-above-districts',
      ...persons,
      means: 'The area is wider than a district, so that the person is counted in no district.',
      mend: 'Give the record the code of a district or village, and bring it in again.',
    },
    ['areaCode'],
    ({ areaCode }) => areaPath(areaCode).length < 3,
  ),
  recordRule<RegisteredPersonRow>(
    { id: 'person-born-after-registration', ...persons, means: 'The month of birth is after the registration.' },
    ['bornMonth', 'registeredOn'],
    ({ bornMonth, registeredOn }) => bornMonth > monthOf(registeredOn),
  ),
  recordRule<RegisteredPersonRow>(
    { id: 'person-too-old', severity: 'warning', ...persons, means: 'The month of birth is more than 120 years ago.' },
    ['bornMonth'],
    ({ bornMonth }, { today }) => bornMonth < addMonths(monthOf(today), -oldestInMonths),
  ),
  notBefore<RegisteredPersonRow>(
    { id: 'person-left-before-registration', ...persons, means: 'The person left before being registered.' },
    'registeredOn',
    'leftOn',
  ),
  notInFuture<RegisteredPersonRow>(
    { id: 'person-in-future', ...persons, means: 'The registration, or the day the person left, lies after today.' },
    'registeredOn',
    'leftOn',
  ),
  recordRule<RegisteredPersonRow>(
    { id: 'document-ends-before-it-begins', ...persons, means: 'A card or certificate ends before it begins.' },
    ['documents'],
    ({ documents }) => documents.some(({ validFrom, validUntil }) => validUntil < validFrom),
  ),
  recordRule<RegisteredPersonRow>(
    {
      id: 'person-period-reversed',
      ...persons,
      means: 'A need, its assistance or a time out of school ends before it begins.',
    },
    ['specificNeedPeriods', 'outOfSchoolPeriods'],
    ({ specificNeedPeriods, outOfSchoolPeriods }) =>
      specificNeedPeriods.some(
        ({ from, assistedFrom, until }) => isBefore(until, from) || isBefore(assistedFrom, from),
      ) || outOfSchoolPeriods.some(({ outFrom, outUntil }) => isBefore(outUntil, outFrom)),
  ),
  recordRule<RegisteredPersonRow>(
    {
      id: 'person-period-before-birth',
      severity: 'warning',
      ...persons,
      means: 'A document, a need or a time out of school begins before the month of birth.',
    },
    ['bornMonth', 'documents', 'specificNeedPeriods', 'outOfSchoolPeriods'],
    ({ bornMonth, documents, specificNeedPeriods, outOfSchoolPeriods }) =>
      [
        ...documents.map(({ validFrom }) => validFrom),
        ...specificNeedPeriods.map(({ from }) => from),
        ...outOfSchoolPeriods.map(({ outFrom }) => outFrom),
      ].some((day) => day < firstDayOf(bornMonth)),
  ),
  {
    kind: 'reference',
    id: 'person-without-case',
    severity: 'error',
    ...persons,
    means: 'The person belongs to a case that is not on record.',
    mend: 'Bring the case in again with all who belong to it.',
    field: 'caseId',
    to: cases.collection,
  },
  {
    kind: 'repeat',
    id: 'person-under-two-numbers',
    severity: 'warning',
    ...persons,
    means: 'Persons under several numbers are alike in area, month of birth, registration and all documents.',
    mend: 'Look for such persons in the register. Twins are alike as well; others are one person registered twice.',
    fields: ['areaCode', 'bornMonth', 'registeredOn', 'documents'],
  },
  ...placeRules(cases.collection, true),
  notBefore<RegistrationCaseRow>(
    { id: 'case-closed-before-registration', ...cases, means: 'The case closed before it was registered.' },
    'registeredOn',
    'closedOn',
  ),
  ...placeRules(shelters),
  notBefore<ShelterRow>(
    { id: 'shelter-closed-before-opened', collection: shelters, means: 'The shelter closed before it opened.' },
    'openedOn',
    'closedOn',
  ),
  notInFuture<ShelterRow>(
    { id: 'shelter-in-future', collection: shelters, means: 'The shelter opened on a day after today.' },
    'openedOn',
  ),
];

function isBefore(day: string | null, other: string): boolean {
  return day !== null && day < other;
}

import type { PersonalRecords } from '../shared/access';
import { areaPath } from '../shared/area-code';
import { addDays, addMonths, type Day, firstDayOf } from '../shared/calendar';
import { anyOfSpans, butNot, holdsOn, inBoth, type Span } from './day-spans';
import type { RegisteredPersonRow } from './models/RegisteredPerson';
import type { ShelterKind } from './refugee-vocabulary';

/** Who sees UNHCR's records of persons. */
export const registrationRecords: PersonalRecords = { agency: 'UNHCR', scope: 'registration:person' };

type PersonWith<Field extends keyof RegisteredPersonRow> = Pick<RegisteredPersonRow, Field>;

/** Registered and active: from the registration until the person or the case left. */
export function registered({ registeredOn, leftOn }: PersonWith<'registeredOn' | 'leftOn'>): Span[] {
  return anyOfSpans([{ from: registeredOn, until: leftOn }]);
}

/** Days after a document's last on which no other is valid. Who never had a document waits for one: nothing has lapsed. */
export function withLapsedDocument({ documents }: PersonWith<'documents'>): Span[] {
  const valid = documents.map(({ validFrom, validUntil }) => ({ from: validFrom, until: addDays(validUntil, 1) }));
  return butNot(
    valid.map(({ until }) => ({ from: until, until: null })),
    valid,
  );
}

export function withSpecificNeed({ specificNeedPeriods }: PersonWith<'specificNeedPeriods'>): Span[] {
  return anyOfSpans(specificNeedPeriods);
}

/** Days with an open need on which none of the open needs is assisted. */
export function withoutAssistance(person: PersonWith<'specificNeedPeriods'>): Span[] {
  const assisted = person.specificNeedPeriods.flatMap(({ from, assistedFrom, until }) =>
    assistedFrom === null ? [] : inBoth([{ from, until }], [{ from: assistedFrom, until: null }]),
  );
  return butNot(withSpecificNeed(person), assisted);
}

/** From 6 to 17 years old; the age is counted from the first day of the month of birth. */
export function ofSchoolAge({ bornMonth }: PersonWith<'bornMonth'>): Span[] {
  return [{ from: firstDayOf(addMonths(bornMonth, 6 * 12)), until: firstDayOf(addMonths(bornMonth, 18 * 12)) }];
}

export function outOfSchool({ outOfSchoolPeriods }: PersonWith<'outOfSchoolPeriods'>): Span[] {
  return anyOfSpans(outOfSchoolPeriods.map(({ outFrom, outUntil }) => ({ from: outFrom, until: outUntil })));
}

export function inPrecariousShelter({ shelterPeriods }: PersonWith<'shelterPeriods'>): Span[] {
  return anyOfSpans(
    shelterPeriods
      .map(({ kind, from }, index) => ({ kind, from, until: shelterPeriods[index + 1]?.from ?? null }))
      .filter(({ kind }) => kind === 'PRECARIOUS'),
  );
}

/** The document that ends last, of those issued by the day; null when there is none. */
export function documentOn({ documents }: PersonWith<'documents'>, day: Day) {
  const issued = documents.filter(({ validFrom }) => validFrom <= day);
  const validUntil = issued.reduce<Day | null>((last, document) => later(last, document.validUntil), null);
  return validUntil === null ? null : { validUntil, lapsed: validUntil < day };
}

function later(one: Day | null, other: Day): Day {
  return one !== null && one > other ? one : other;
}

/** Whether a child of school age is at school on the day; null for others. */
export function attendsSchoolOn(person: PersonWith<'bornMonth' | 'outOfSchoolPeriods'>, day: Day): boolean | null {
  return holdsOn(ofSchoolAge(person), day) ? !holdsOn(outOfSchool(person), day) : null;
}

/** How the person is housed on the day. */
export function shelterKindOn({ shelterPeriods }: PersonWith<'shelterPeriods'>, day: Day): ShelterKind | null {
  const begun = shelterPeriods.filter(({ from }) => from <= day);
  return (begun.at(-1) ?? shelterPeriods[0])?.kind ?? null;
}

/** The area of a record as the graph tells it: the district, whatever finer area the record carries. */
export function toldArea({ areaCode }: { readonly areaCode: string }): { code: string } {
  return { code: areaPath(areaCode)[2] ?? areaCode };
}

import { monthOf } from '../shared/calendar';
import type { ImportDefinition, ImportHelp, RawRow } from '../shared/import-definition';
import { RowReader } from '../shared/row-reader';
import { refugeesHeadings, sheltersHeadings } from './headings';
import type {
  DocumentPeriod,
  OutOfSchoolPeriod,
  RegisteredPersonRow,
  ShelterPeriod,
  SpecificNeedPeriod,
} from './models/RegisteredPerson';
import { registeredPersonCollection } from './models/RegisteredPerson';
import { registrationCaseCollection, type RegistrationCaseRow } from './models/RegistrationCase';
import { shelterCollection, type ShelterRow } from './models/Shelter';
import { registrationStatuses, shelterKinds, shelterSiteKinds, specificNeedCodes } from './refugee-vocabulary';

/**
 * One row, one person: the whole record, which replaces the one with the same number. Documents and times out of
 * school are two columns of days each, separated by semicolons and read side by side, oldest first.
 */
const refugeesImport: ImportDefinition = {
  kind: 'refugees',
  record: { collection: registeredPersonCollection.collection, number: 'person_number', ofPersons: true },
  requiredColumns: [
    'case_number',
    'person_number',
    'status',
    'area_code',
    'registered_on',
    'born_month',
    'shelter_kind',
    'shelter_since',
  ],
  optionalColumns: [
    'case_registered_on',
    'case_closed_on',
    'left_on',
    'document_valid_from',
    'document_valid_until',
    'needs',
    'needs_since',
    'needs_until',
    'assisted_since',
    'out_of_school_since',
    'back_at_school_on',
  ],
  headings: refugeesHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = readPlace(read);
    const registration = readRegistration(read, help);
    const person: RegisteredPersonRow = {
      _id: read.number('person_number'),
      ...area,
      caseId: read.number('case_number'),
      status: read.choice('status', registrationStatuses),
      bornMonth: readBornMonth(read, registration.registeredOn),
      registeredOn: registration.registeredOn,
      leftOn: registration.leftOn,
      documents: readDocuments(read, row, help),
      specificNeedPeriods: readNeeds(read, help, registration.registeredOn),
      outOfSchoolPeriods: readOutOfSchool(read, row, help),
      shelterPeriods: readShelter(read, help),
    };
    const registrationCase: RegistrationCaseRow = {
      _id: person.caseId,
      ...area,
      registeredOn: registration.caseRegisteredOn,
      closedOn: registration.caseClosedOn,
    };
    return read.result(area.areaCode, [
      { collection: registeredPersonCollection.collection, document: person },
      { collection: registrationCaseCollection.collection, document: registrationCase },
    ]);
  },
};

const sheltersImport: ImportDefinition = {
  kind: 'shelters',
  record: { collection: shelterCollection.collection, number: 'shelter_number', ofPersons: false },
  requiredColumns: ['shelter_number', 'kind', 'area_code', 'opened_on'],
  optionalColumns: ['closed_on'],
  headings: sheltersHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = readPlace(read);
    const openedOn = readPastDay(read, help, 'opened_on');
    const closedOn = readOptionalPastDay(read, help, 'closed_on');
    read.demand(closedOn === null || closedOn >= openedOn, 'closed_on', 'must not be before opened_on');
    const shelter: ShelterRow = {
      _id: read.number('shelter_number'),
      ...area,
      kind: read.choice('kind', shelterSiteKinds),
      openedOn,
      closedOn,
    };
    return read.result(area.areaCode, [{ collection: shelterCollection.collection, document: shelter }]);
  },
};

export const refugeeImports: readonly ImportDefinition[] = [refugeesImport, sheltersImport];

// Counts of a city are protected as the sum of its districts': a record above them would be counted in no district.
function readPlace(read: RowReader): { areaCode: string; areaPath: string[] } {
  const area = read.area('area_code');
  read.demand(area.areaPath.length > 2, 'area_code', 'must be the code of a village or a district');
  return area;
}

function readPastDay(read: RowReader, help: ImportHelp, column: string): string {
  const day = read.day(column);
  read.demand(day <= help.today, column, `must not be later than ${help.today}`);
  return day;
}

function readOptionalPastDay(read: RowReader, help: ImportHelp, column: string): string | null {
  const day = read.optionalDay(column);
  read.demand(day === null || day <= help.today, column, `must not be later than ${help.today}`);
  return day;
}

function readRegistration(read: RowReader, help: ImportHelp) {
  const registeredOn = readPastDay(read, help, 'registered_on');
  const caseRegisteredOn = readOptionalPastDay(read, help, 'case_registered_on') ?? registeredOn;
  const caseClosedOn = readOptionalPastDay(read, help, 'case_closed_on');
  const personLeftOn = readOptionalPastDay(read, help, 'left_on');
  const unread = registeredOn === unreadDay;
  read.demand(unread || caseRegisteredOn <= registeredOn, 'case_registered_on', 'must not be after registered_on');
  read.demand(caseClosedOn === null || caseClosedOn >= registeredOn, 'case_closed_on', notBefore('registered_on'));
  read.demand(personLeftOn === null || personLeftOn >= registeredOn, 'left_on', notBefore('registered_on'));
  return { registeredOn, caseRegisteredOn, caseClosedOn, leftOn: earlier(personLeftOn, caseClosedOn) };
}

// What the reader gives for a day it could not read: no fault of another column follows from it.
const unreadDay = '1970-01-01';

function isUnread(row: RawRow, column: string, days: readonly string[]): boolean {
  return days.length === 0 && (row[column] ?? '').trim() !== '';
}

const notBefore = (column: string): string => `must not be before ${column}`;

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

function readBornMonth(read: RowReader, registeredOn: string): string {
  const month = read.month('born_month');
  read.demand(
    registeredOn === unreadDay || month <= monthOf(registeredOn),
    'born_month',
    'must not be after registered_on',
  );
  return month;
}

function readDocuments(read: RowReader, row: RawRow, help: ImportHelp): DocumentPeriod[] {
  const from = read.days('document_valid_from');
  const until = read.days('document_valid_until');
  read.demand(
    from.length === until.length || isUnread(row, 'document_valid_from', from),
    'document_valid_until',
    'must have as many days as document_valid_from, one of each for a document',
  );
  read.demand(
    from.every((day) => day <= help.today),
    'document_valid_from',
    `must not be later than ${help.today}`,
  );
  const documents = from.map((validFrom, index) => ({ validFrom, validUntil: until[index] ?? validFrom }));
  read.demand(
    documents.every(({ validFrom, validUntil }) => validUntil >= validFrom),
    'document_valid_until',
    notBefore('document_valid_from'),
  );
  return documents;
}

function readNeeds(read: RowReader, help: ImportHelp, registeredOn: string): SpecificNeedPeriod[] {
  const codes = read.choices('needs', specificNeedCodes);
  const from = readOptionalPastDay(read, help, 'needs_since') ?? registeredOn;
  const until = readOptionalPastDay(read, help, 'needs_until');
  const assistedFrom = readOptionalPastDay(read, help, 'assisted_since');
  read.demand(until === null || until >= from, 'needs_until', notBefore('needs_since'));
  read.demand(assistedFrom === null || assistedFrom >= from, 'assisted_since', notBefore('needs_since'));
  read.demand(assistedFrom === null || codes.length > 0, 'assisted_since', 'must be empty where needs is empty');
  return codes.map((code) => ({ code, from, assistedFrom, until }));
}

function readOutOfSchool(read: RowReader, row: RawRow, help: ImportHelp): OutOfSchoolPeriod[] {
  const since = read.days('out_of_school_since');
  const back = read.days('back_at_school_on');
  read.demand(
    [...since, ...back].every((day) => day <= help.today),
    'out_of_school_since',
    `must not be later than ${help.today}`,
  );
  const periods = since.map((outFrom, index) => ({ outFrom, outUntil: back[index] ?? null }));
  const follow = periods.every(
    ({ outFrom, outUntil }, index) => (outUntil ?? '~') > outFrom && (outUntil ?? '~') <= (since[index + 1] ?? '~'),
  );
  read.demand(
    (follow && back.length <= since.length) || isUnread(row, 'out_of_school_since', since),
    'back_at_school_on',
    'must have a later day for each of out_of_school_since; only the last may be open',
  );
  return periods;
}

// The register tells how a person is housed now; earlier periods are not in a row.
function readShelter(read: RowReader, help: ImportHelp): ShelterPeriod[] {
  return [{ kind: read.choice('shelter_kind', shelterKinds), from: readPastDay(read, help, 'shelter_since') }];
}

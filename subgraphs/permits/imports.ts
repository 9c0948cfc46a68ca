import { addDays, type Day } from '../shared/calendar';
import type { ImportDefinition } from '../shared/import-definition';
import { RowReader } from '../shared/row-reader';
import { administrativeActionsHeadings, applicationsHeadings, lodgingsHeadings, permitsHeadings } from './headings';
import { administrativeActionCollection, type AdministrativeActionRow } from './models/AdministrativeAction';
import { lodgingCollection } from './models/Lodging';
import { permitApplicationCollection, type PermitApplicationRow } from './models/PermitApplication';
import { permitHolderCollection } from './models/PermitHolder';
import { sponsorCollection } from './models/Sponsor';
import { noEnd, stayPermitCollection } from './models/StayPermit';
import {
  administrativeActionKinds,
  applicationKinds,
  applicationStatuses,
  lodgingKinds,
  permitDecisions,
  permitIndexRegimes,
  sponsorKinds,
  stayPermitKinds,
} from './permit-vocabulary';

const permitsImport: ImportDefinition = {
  kind: 'permits',
  record: { collection: stayPermitCollection.collection, number: 'permit_number', ofPersons: true },
  requiredColumns: [
    'permit_number',
    'kind',
    'index_regime',
    'index',
    'valid_from',
    'area_code',
    'holder_number',
    'holder_name',
  ],
  optionalColumns: ['valid_until', 'decision', 'sponsor_number', 'sponsor_name', 'sponsor_kind'],
  headings: permitsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const holder = { _id: read.number('holder_number'), name: read.text('holder_name') };
    const sponsorId = read.optionalNumber('sponsor_number');
    const validFrom = read.day('valid_from');
    const validUntil = read.optionalDay('valid_until') ?? noEnd;
    read.demand(validUntil >= validFrom, 'valid_until', 'must not be before valid_from');
    const permit = {
      _id: read.number('permit_number'),
      ...area,
      kind: read.choice('kind', stayPermitKinds),
      indexRegime: read.choice('index_regime', permitIndexRegimes),
      indexCode: read.text('index'),
      decision: row.decision ? read.choice('decision', permitDecisions) : 'IN_FORCE',
      validFrom,
      validUntil,
      holderId: holder._id,
      sponsorId,
    };
    const sponsorTold = read.optionalText('sponsor_name') !== null || read.optionalText('sponsor_kind') !== null;
    read.demand(
      sponsorId !== null || !sponsorTold,
      'sponsor_number',
      'must be given with sponsor_name or sponsor_kind',
    );
    const documents = [
      { collection: stayPermitCollection.collection, document: permit },
      { collection: permitHolderCollection.collection, document: holder },
    ];
    if (sponsorId !== null) {
      const sponsor = {
        _id: sponsorId,
        name: read.text('sponsor_name'),
        kind: read.choice('sponsor_kind', sponsorKinds),
      };
      documents.push({ collection: sponsorCollection.collection, document: sponsor as never });
    }
    return read.result(area.areaCode, documents);
  },
};

const longestStandard = 365;

/** An application is pending until a day of decision is told. Whether it was decided late follows from its days. */
const applicationsImport: ImportDefinition = {
  kind: 'applications',
  record: { collection: permitApplicationCollection.collection, number: 'application_number', ofPersons: true },
  requiredColumns: ['application_number', 'kind', 'permit_kind', 'area_code', 'submitted_on', 'service_standard_days'],
  optionalColumns: ['permit_number', 'decided_on', 'status'],
  headings: applicationsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const submittedOn = read.day('submitted_on');
    const decidedOn = read.optionalDay('decided_on');
    demandDays(read, help.today, ['submitted_on', submittedOn], ['decided_on', decidedOn]);
    const status = read.optionalText('status') === null ? 'PENDING' : read.choice('status', applicationStatuses);
    read.demand(
      (status === 'PENDING') === (decidedOn === null),
      'status',
      'must be PENDING, or empty, without decided_on, and APPROVED, REFUSED or WITHDRAWN with it',
    );
    const serviceStandardDays = read.integer('service_standard_days', 1, longestStandard);
    const dueOn = addDays(submittedOn, serviceStandardDays);
    const application: PermitApplicationRow = {
      _id: read.number('application_number'),
      ...area,
      kind: read.choice('kind', applicationKinds),
      permitKind: read.choice('permit_kind', stayPermitKinds),
      permitId: read.optionalNumber('permit_number'),
      submittedOn,
      serviceStandardDays,
      dueOn,
      decidedOn,
      decidedLate: decidedOn !== null && decidedOn > dueOn,
      status,
    };
    return read.result(area.areaCode, [{ collection: permitApplicationCollection.collection, document: application }]);
  },
};

const lodgingsImport: ImportDefinition = {
  kind: 'lodgings',
  record: { collection: lodgingCollection.collection, number: 'lodging_number', ofPersons: false },
  requiredColumns: ['lodging_number', 'kind', 'area_code', 'registered_on'],
  optionalColumns: ['closed_on', 'report_days'],
  headings: lodgingsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const registeredOn = read.day('registered_on');
    const closedOn = read.optionalDay('closed_on');
    read.demand(closedOn === null || closedOn >= registeredOn, 'closed_on', 'must not be before registered_on');
    const reportDays = read.days('report_days');
    read.demand(
      reportDays.every((day) => day <= help.today),
      'report_days',
      `must not be later than ${help.today}`,
    );
    const lodging = {
      _id: read.number('lodging_number'),
      ...area,
      kind: read.choice('kind', lodgingKinds),
      registeredOn,
      closedOn,
      reportDays: reportDays.filter((day) => day > addDays(help.today, -keptReportDays)),
    };
    return read.result(area.areaCode, [{ collection: lodgingCollection.collection, document: lodging }]);
  },
};

// 27 months: as far back as the signals reach, and one month more for the window before it.
const keptReportDays = 823;

const administrativeActionsImport: ImportDefinition = {
  kind: 'administrative-actions',
  record: { collection: administrativeActionCollection.collection, number: 'action_number', ofPersons: true },
  requiredColumns: ['action_number', 'kind', 'imposed_on', 'area_code'],
  optionalColumns: ['ended_on'],
  headings: administrativeActionsHeadings,
  parse: (row, help) => {
    const read = new RowReader(row, help);
    const area = read.area('area_code');
    const imposedOn = read.day('imposed_on');
    const endedOn = read.optionalDay('ended_on');
    demandDays(read, help.today, ['imposed_on', imposedOn], ['ended_on', endedOn]);
    const action: AdministrativeActionRow = {
      _id: read.number('action_number'),
      ...area,
      kind: read.choice('kind', administrativeActionKinds),
      imposedOn,
      endedOn,
    };
    return read.result(area.areaCode, [{ collection: administrativeActionCollection.collection, document: action }]);
  },
};

type DayIn<Told> = readonly [column: string, day: Told];

/** Both days are past, the last not before the first. One that is refused for itself is not compared with the other. */
function demandDays(
  read: RowReader,
  today: Day,
  [firstColumn, first]: DayIn<Day>,
  [lastColumn, last]: DayIn<Day | null>,
): void {
  read.demand(first <= today, firstColumn, `must not be later than ${today}`);
  if (last === null) return;
  read.demand(last <= today, lastColumn, `must not be later than ${today}`);
  read.demand(first > today || last >= first, lastColumn, `must not be before ${firstColumn}`);
}

export const permitImports: readonly ImportDefinition[] = [
  permitsImport,
  applicationsImport,
  lodgingsImport,
  administrativeActionsImport,
];

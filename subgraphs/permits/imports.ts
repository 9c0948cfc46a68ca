import { addDays } from '../shared/calendar';
import type { ImportDefinition } from '../shared/import-definition';
import { RowReader } from '../shared/row-reader';
import { lodgingsHeadings, permitsHeadings } from './headings';
import { lodgingCollection } from './models/Lodging';
import { permitHolderCollection } from './models/PermitHolder';
import { sponsorCollection } from './models/Sponsor';
import { noEnd, stayPermitCollection } from './models/StayPermit';
import { lodgingKinds, permitDecisions, permitIndexRegimes, sponsorKinds, stayPermitKinds } from './permit-vocabulary';

const permitsImport: ImportDefinition = {
  kind: 'permits',
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

const lodgingsImport: ImportDefinition = {
  kind: 'lodgings',
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

export const permitImports: readonly ImportDefinition[] = [permitsImport, lodgingsImport];

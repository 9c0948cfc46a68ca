import { column, type ExportDefinition, madeColumn, valueAt } from '../shared/export-definition';
import { areaAndMonth, personShareColumns } from '../shared/signal-columns';

/** What the graph tells of a case: less than a file to import holds, so it cannot be imported. */
const refugeesExport: ExportDefinition = {
  kind: 'refugees',
  by: 'number',
  field: 'registrationCase',
  rows: 'persons',
  notListed: 'cases are not listed by area, since that would count out small groups',
  columns: [
    column('case_number', 'record.id'),
    column('case_registered_on', 'record.registeredOn'),
    column('case_closed_on', 'record.closedOn'),
    column('district_code', 'record.area.code'),
    column('person_number', 'id'),
    column('status', 'status'),
    column('document_last_day', 'document.validUntil'),
    column('document_lapsed', 'document.lapsed'),
    column('attends_school', 'attendsSchool'),
    column('shelter_kind', 'shelterKind'),
  ],
};

const sheltersExport: ExportDefinition = {
  kind: 'shelters',
  by: 'area',
  list: 'shelters',
  day: 'openedOn',
  counted: true,
  columns: [
    column('shelter_number', 'id'),
    column('kind', 'kind'),
    {
      ...madeColumn('area_code', ['village.code', 'area.code'], (shelter) =>
        String(valueAt(shelter, 'village.code') ?? valueAt(shelter, 'area.code')),
      ),
      instead: column('within_district', 'area.code'),
    },
    column('opened_on', 'openedOn'),
    column('closed_on', 'closedOn'),
  ],
};

const protectionSignalsExport: ExportDefinition = {
  kind: 'protection-signals',
  by: 'area-and-month',
  field: 'protectionSignals',
  takes: 'months',
  columns: [
    ...areaAndMonth,
    ...personShareColumns('documents_lapsed', 'documentsLapsed'),
    ...personShareColumns('needs_unassisted', 'needsUnassisted'),
    ...personShareColumns('children_out_of_school', 'childrenOutOfSchool'),
    ...personShareColumns('precarious_shelter', 'precariousShelter'),
  ],
};

export const refugeeExports: readonly ExportDefinition[] = [refugeesExport, sheltersExport, protectionSignalsExport];

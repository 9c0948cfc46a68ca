import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse as parseCsv } from 'csv-parse/sync';

import { projectRoot } from '../../../common/project-root';
import { refugeeImports } from '../../../subgraphs/refugees/imports';
import type { RegisteredPersonRow } from '../../../subgraphs/refugees/models/RegisteredPerson';
import type { RegistrationCaseRow } from '../../../subgraphs/refugees/models/RegistrationCase';
import { loadAreaCatalogue } from '../../../subgraphs/shared/area-catalogue';
import type { ImportHelp, ParsedRow, RawRow } from '../../../subgraphs/shared/import-definition';

let help: ImportHelp;
beforeAll(async () => {
  help = { areas: await loadAreaCatalogue(), today: '2024-10-31' };
});

const definitionOf = (kind: string) => refugeeImports.find((one) => one.kind === kind);
const rowsOf = (file: string): RawRow[] =>
  parseCsv(readFileSync(join(projectRoot, 'examples', 'import', file), 'utf8'), { columns: true });

function parseRow(row: RawRow, kind = 'refugees'): ParsedRow {
  const parsed = definitionOf(kind)?.parse(row, help);
  if (parsed === undefined) throw new Error(`no import ${kind}`);
  return parsed;
}

const goodRow: RawRow = {
  case_number: 'CASE-1',
  person_number: 'IND-1',
  status: 'REFUGEE',
  area_code: '31.75.03.1001',
  registered_on: '2018-03-12',
  born_month: '2012-04',
  shelter_kind: 'INDEPENDENT',
  shelter_since: '2018-03-12',
};

function personOf(row: RawRow): RegisteredPersonRow {
  const parsed = parseRow(row);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return parsed.documents[0]?.document as RegisteredPersonRow;
}

function faultsOf(row: RawRow, kind?: string): string[] {
  const parsed = parseRow(row, kind);
  return parsed.ok ? [] : parsed.faults.map(({ column }) => column);
}

describe('the import of refugees', () => {
  it('takes every row of the good sample, the person first and then the case', () => {
    const rows = rowsOf('refugees-good.csv');
    expect(rows).toHaveLength(12);
    for (const row of rows) {
      const parsed = parseRow(row);
      expect(parsed).toMatchObject({ ok: true, areaCode: row.area_code });
      if (!parsed.ok) continue;
      expect(parsed.documents.map(({ collection, document }) => [collection, document._id])).toEqual([
        ['registered_persons', row.person_number],
        ['registration_cases', row.case_number],
      ]);
    }
  });

  it('finds the one fault of every row of the bad sample', () => {
    expect(rowsOf('refugees-bad.csv').map((row) => faultsOf(row))).toEqual([
      ['status'],
      ['area_code'],
      ['area_code'],
      ['registered_on'],
      ['born_month'],
      ['document_valid_until'],
      ['document_valid_until'],
      ['needs'],
      ['assisted_since'],
      ['back_at_school_on'],
      ['shelter_kind'],
      ['left_on'],
    ]);
  });

  it('declares the columns of its samples', () => {
    const definition = definitionOf('refugees');
    const known = [...(definition?.requiredColumns ?? []), ...(definition?.optionalColumns ?? [])];
    for (const file of ['refugees-good.csv', 'refugees-bad.csv']) {
      for (const column of Object.keys(rowsOf(file)[0] ?? {})) expect(known).toContain(column);
    }
    for (const column of known) expect(column).not.toMatch(/name|nation|origin|sex|gender|religion|address/);
  });

  it('reads documents and times out of school side by side, oldest first', () => {
    const person = personOf({
      ...goodRow,
      document_valid_from: '2024-02-20; 2023-03-01',
      document_valid_until: '2024-02-29; 2025-02-19',
      out_of_school_since: '2019-08-20;2023-01-09',
      back_at_school_on: '2022-07-18',
    });
    expect(person.documents).toEqual([
      { validFrom: '2023-03-01', validUntil: '2024-02-29' },
      { validFrom: '2024-02-20', validUntil: '2025-02-19' },
    ]);
    expect(person.outOfSchoolPeriods).toEqual([
      { outFrom: '2019-08-20', outUntil: '2022-07-18' },
      { outFrom: '2023-01-09', outUntil: null },
    ]);
  });

  it('gives every need of a row the same days, from the registration on unless told otherwise', () => {
    const { specificNeedPeriods } = personOf({ ...goodRow, needs: 'cr; sm', assisted_since: '2019-01-01' });
    const days = { from: '2018-03-12', assistedFrom: '2019-01-01', until: null };
    expect(specificNeedPeriods).toEqual([
      { code: 'CR', ...days },
      { code: 'SM', ...days },
    ]);
  });

  it('lets a person leave with the case, or before it', () => {
    expect(personOf({ ...goodRow, case_closed_on: '2024-06-18' }).leftOn).toBe('2024-06-18');
    expect(personOf({ ...goodRow, case_closed_on: '2024-06-18', left_on: '2023-01-01' }).leftOn).toBe('2023-01-01');
    const parsed = parseRow({ ...goodRow, case_closed_on: '2024-06-18', case_registered_on: '2017-01-01' });
    const registrationCase = parsed.ok ? (parsed.documents[1]?.document as RegistrationCaseRow) : null;
    expect(registrationCase).toMatchObject({ registeredOn: '2017-01-01', closedOn: '2024-06-18' });
  });

  it('takes a second reading of a row for the same record', () => {
    for (const row of rowsOf('refugees-good.csv')) expect(parseRow(row)).toEqual(parseRow(row));
  });

  it('blames no other column for a list of days that cannot be read', () => {
    expect(faultsOf({ ...goodRow, document_valid_from: '1/3/23', document_valid_until: '2024-02-29' })).toEqual([
      'document_valid_from',
    ]);
    expect(faultsOf({ ...goodRow, out_of_school_since: 'July', back_at_school_on: '2022-07-18' })).toEqual([
      'out_of_school_since',
    ]);
  });

  it.each([
    ['registered_on', '2024-11-01'],
    ['shelter_since', '2024-11-01'],
    ['document_valid_from', '2024-11-01'],
    ['needs_since', '2024-11-01'],
    ['born_month', '2018-04'],
    ['left_on', '2018-03-11'],
    ['case_registered_on', '2018-03-13'],
    ['out_of_school_since', '2024-11-01'],
  ])('refuses %s of %s', (column, value) => {
    const until = column === 'document_valid_from' ? { document_valid_until: '2025-10-31' } : {};
    expect(faultsOf({ ...goodRow, ...until, [column]: value })).toContain(column);
  });
});

describe('the import of shelters', () => {
  const row = { shelter_number: 'SHL-1', kind: 'community house', area_code: '31.75.03.1001', opened_on: '2020-01-01' };

  it('takes a shelter by its number', () => {
    expect(parseRow(row, 'shelters')).toMatchObject({
      ok: true,
      documents: [{ collection: 'shelters', document: { _id: 'SHL-1', kind: 'COMMUNITY_HOUSE', closedOn: null } }],
    });
  });

  it('refuses a place above the districts and a closing before the opening', () => {
    expect(faultsOf({ ...row, area_code: '31.75', closed_on: '2019-12-31' }, 'shelters')).toEqual([
      'area_code',
      'closed_on',
    ]);
  });
});

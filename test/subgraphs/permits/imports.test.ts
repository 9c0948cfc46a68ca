import { describe, expect, it } from '@jest/globals';

import { permitImports } from '../../../subgraphs/permits/imports';
import type { AdministrativeActionRow } from '../../../subgraphs/permits/models/AdministrativeAction';
import type { PermitApplicationRow } from '../../../subgraphs/permits/models/PermitApplication';
import type { RawRow } from '../../../subgraphs/shared/import-definition';
import { faultsOf, faultyColumns, parseRows, parseSample, recordOf } from '../import/parse-sample';

function importOf(kind: string) {
  const definition = permitImports.find((each) => each.kind === kind);
  if (definition === undefined) throw new Error(`no import of ${kind}`);
  return definition;
}

describe('the import of applications', () => {
  const applications = importOf('applications');
  const late: RawRow = {
    application_number: 'PMH-1',
    kind: 'EXTENSION',
    permit_kind: 'LIMITED',
    permit_number: 'IT-1',
    area_code: '31.75.06.1001',
    submitted_on: '2024-10-01',
    service_standard_days: '7',
    decided_on: '2024-10-09',
    status: 'APPROVED',
  };
  const parse = (row: RawRow) => parseRows(applications, [row]);

  it('works out the last day within the standard, and whether the decision came after it', async () => {
    const [parsed] = await parse(late);
    expect(recordOf(parsed)).toEqual({
      _id: 'PMH-1',
      areaCode: '31.75.06.1001',
      areaPath: ['31', '31.75', '31.75.06', '31.75.06.1001'],
      kind: 'EXTENSION',
      permitKind: 'LIMITED',
      permitId: 'IT-1',
      submittedOn: '2024-10-01',
      serviceStandardDays: 7,
      dueOn: '2024-10-08',
      decidedOn: '2024-10-09',
      decidedLate: true,
      status: 'APPROVED',
    } satisfies PermitApplicationRow);
    const [inTime] = await parse({ ...late, decided_on: '2024-10-08' });
    expect(recordOf(inTime)).toMatchObject({ decidedLate: false });
  });

  it('takes an application without a decision as pending, and as late on no day', async () => {
    const [parsed] = await parse({ ...late, decided_on: '', status: '', permit_number: '' });
    expect(recordOf(parsed)).toMatchObject({ status: 'PENDING', decidedOn: null, decidedLate: false, permitId: null });
  });

  it.each([
    [{ decided_on: '2024-09-30' }, 'decided_on: must not be before submitted_on'],
    [{ submitted_on: '2024-11-01', decided_on: '', status: '' }, 'submitted_on: must not be later than 2024-10-31'],
    [{ decided_on: '2024-11-01' }, 'decided_on: must not be later than 2024-10-31'],
    [
      { status: 'PENDING' },
      'status: must be PENDING, or empty, without decided_on, and APPROVED, REFUSED or WITHDRAWN with it',
    ],
    [{ service_standard_days: '400' }, 'service_standard_days: must be a whole number from 1 to 365'],
  ])('refuses %j', async (change, fault) => {
    expect(faultsOf(await parse({ ...late, ...change }))).toEqual([[fault]]);
  });

  it('finds one fault in each row of the bad sample', async () => {
    expect(faultyColumns(await parseSample(applications, 'applications-bad.csv'))).toEqual([
      ['application_number'],
      ['kind'],
      ['permit_kind'],
      ['permit_number'],
      ['area_code'],
      ['submitted_on'],
      ['service_standard_days'],
      ['decided_on'],
      ['status'],
      ['status'],
      ['status'],
      ['status'],
    ]);
  });
});

describe('the import of administrative actions', () => {
  const actions = importOf('administrative-actions');

  it('makes one record a row', async () => {
    const [, , parsed] = await parseSample(actions, 'administrative-actions-good.csv');
    expect(recordOf(parsed)).toEqual({
      _id: 'TAK-2024-0003',
      areaCode: '31.75.02',
      areaPath: ['31', '31.75', '31.75.02'],
      kind: 'PREVENTION_OR_DETERRENCE_LIST',
      imposedOn: '2024-09-14',
      endedOn: null,
    } satisfies AdministrativeActionRow);
  });

  it('finds one fault in each row of the bad sample', async () => {
    expect(faultyColumns(await parseSample(actions, 'administrative-actions-bad.csv'))).toEqual([
      ['action_number'],
      ['kind'],
      ['imposed_on'],
      ['imposed_on'],
      ['ended_on'],
      ['ended_on'],
      ['area_code'],
    ]);
  });
});

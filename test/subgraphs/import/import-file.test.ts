import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { projectRoot } from '../../../common/project-root';
import { importFile } from '../../../subgraphs/import/import-file';
import { databaseServer, type OpenPermits, rebuiltSignalsIn, recordsIn, signalsIn } from './database';
import { definitionOf, temporaryFolder } from './support';

const { newAddress, openPermits } = databaseServer();
const { write, folder } = temporaryFolder();
const example = (name: string): string => join(projectRoot, 'examples', 'import', name);

const importRows = (open: OpenPermits, kind: string, content: string, options = {}) =>
  importFile({ definition: definitionOf(kind), open, file: write(content), ...options });

const lodgingHeader = 'lodging_number,kind,area_code,registered_on,closed_on,report_days\n';
const lodging = (number: number, area = '31.75.03.1001', rest = '2024-01-02,,2024-03-04') =>
  `APOA-${number},HOTEL,${area},${rest}\n`;
const lodgingsIn = (count: number): string =>
  Array.from({ length: count }, (_, index) => lodging(index, `31.75.0${1 + (index % 9)}.1001`)).join('');

describe('an import', () => {
  it('brings every row of a good file, and everything a row refers to', async () => {
    const open = await openPermits();
    const report = await importFile({ definition: definitionOf('permits'), open, file: example('permits-good.csv') });
    expect(report).toMatchObject({ rowsRead: 15, new: 15, changed: 0, unchanged: 0, rejected: 0, rejectFile: null });
    const { stay_permits, permit_holders, sponsors } = await recordsIn(open);
    expect([stay_permits?.length, permit_holders?.length, sponsors?.length]).toEqual([15, 14, 6]);
    expect(stay_permits?.find((row) => (row as { _id: string })._id === 'IT-2019-0005')).toEqual({
      _id: 'IT-2019-0005',
      areaCode: '31.75.02.1003',
      areaPath: ['31', '31.75', '31.75.02', '31.75.02.1003'],
      kind: 'PERMANENT',
      indexRegime: 'UNTIL_2023',
      indexCode: 'C313',
      decision: 'IN_FORCE',
      validFrom: '2019-08-01',
      validUntil: '9999-12-31',
      holderId: 'WNA-9005',
      sponsorId: 'PJM-904',
    });
  });

  it('brings the same records from NDJSON as from CSV', async () => {
    const [csv, ndjson] = [await openPermits(), await openPermits()];
    const definition = definitionOf('permits');
    await importFile({ definition, open: csv, file: example('permits-good.csv') });
    await importFile({ definition, open: ndjson, file: example('permits-good.ndjson') });
    expect(await recordsIn(ndjson)).toEqual(await recordsIn(csv));
  });

  it('changes nothing the second time and says so', async () => {
    const open = await openPermits();
    for (const [kind, file] of [
      ['permits', 'permits-good.csv'],
      ['lodgings', 'lodgings-good.csv'],
    ] as const) {
      const first = await importFile({ definition: definitionOf(kind), open, file: example(file) });
      const before = [await recordsIn(open), await signalsIn(open)];
      const second = await importFile({ definition: definitionOf(kind), open, file: example(file) });
      expect(second).toMatchObject({ new: 0, changed: 0, unchanged: first.rowsRead, rejected: 0 });
      expect([await recordsIn(open), await signalsIn(open)]).toEqual(before);
    }
  });

  it('sets every faulty row apart with its line, column, value and reason, and keeps the good ones', async () => {
    const open = await openPermits();
    const file = write(readFileSync(example('permits-bad.csv')), 'permits-bad.csv');
    const report = await importFile({ definition: definitionOf('permits'), open, file });
    expect(report).toMatchObject({ rowsRead: 28, new: 1, rejected: 27, rejectFile: `${file}.rejected.csv` });
    const told = readFileSync(`${file}.rejected.csv`, 'utf8').split('\r\n');
    expect(told.slice(0, -1)).toMatchInlineSnapshot(`
     [
       "row,column,value,reason",
       "2,permit_number,,must not be empty",
       "3,permit_number,"IT 2024 #2","must be a number of letters, digits, dots, dashes and slashes, at most 64"",
       "4,kind,TOURIST,"must be one of DIPLOMATIC, SERVICE, VISIT, LIMITED, PERMANENT"",
       "5,kind,,"must be one of DIPLOMATIC, SERVICE, VISIT, LIMITED, PERMANENT"",
       "6,index_regime,FROM_2022,"must be one of UNTIL_2023, FROM_2024, FROM_JUNE_2025"",
       "7,index,,must not be empty",
       "8,valid_from,01/02/24,"has a year of two digits; write all four, such as 17/10/2024"",
       "9,valid_from,2024-02-30,must be a day such as 2024-10-17",
       "10,valid_until,next year,must be a day such as 2024-10-17",
       "11,valid_until,2024-05-31,must not be before valid_from",
       "12,area_code,,""""" is empty; an area code looks like 31, 31.75, 31.75.03 or 31.75.03.1001"",
       "13,area_code,3172,"""3172"" looks like a BPS code; Simpul uses Kemendagri codes with dots such as 31.75.03.1001 (BPS 3172 is East Jakarta, whose Kemendagri code is 31.75; BPS 3175 is North Jakarta)"",
       "14,area_code,317506,"""317506"" has no dots; write it as 31.75.06 if it is a Kemendagri code"",
       "15,area_code,31.75.99,is not the code of an area; see idn-area-data for the list",
       "16,area_code,31.75.6,"""31.75.6"" needs 2 digits in part 3 and has 1; an area code has two digits a part, four in the last part of a village: 31, 31.75, 31.75.03, 31.75.03.1001"",
       "17,area_code,31.75.06.100l,"""31.75.06.100l"" holds ""100l"", which is not a number; an area code has two digits a part, four in the last part of a village: 31, 31.75, 31.75.03, 31.75.03.1001"",
       "18,holder_number,"'=HYPERLINK(""http://example.org"")","must be a number of letters, digits, dots, dashes and slashes, at most 64"",
       "19,holder_name,,must not be empty",
       "20,holder_name,xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx,is longer than 200 characters",
       "21,decision,REVOKED,"must be one of IN_FORCE, ENDED, CANCELLED"",
       "22,sponsor_name,,must not be empty",
       "23,sponsor_kind,FRIEND,"must be one of EMPLOYER, FAMILY, EDUCATION, INVESTMENT"",
       "24,sponsor_number,,must be given with sponsor_name or sponsor_kind",
       "25,area_code,3172,"""3172"" looks like a BPS code; Simpul uses Kemendagri codes with dots such as 31.75.03.1001 (BPS 3172 is East Jakarta, whose Kemendagri code is 31.75; BPS 3175 is North Jakarta)"",
       "25,valid_from,soon,must be a day such as 2024-10-17",
       "25,kind,TOURIST,"must be one of DIPLOMATIC, SERVICE, VISIT, LIMITED, PERMANENT"",
       "26,,IT-2024-1024 | LIMITED | FROM_2024 | E23 | 2024-02-01 | 2025-01-30 | 31.75.06.10,"has 12 fields, and the header has 13"",
       "27,,IT-2024-1025 | LIMITED | FROM_2024 | E23 | 2024-02-01 | 2025-01-30 | 31.75.06.10,"has 14 fields, and the header has 13"",
       "29,permit_number,IT-2024-1026,has the same number as row 28 and other values",
     ]
    `);
  });

  it('sets every faulty lodging apart', async () => {
    const open = await openPermits();
    const file = write(readFileSync(example('lodgings-bad.csv')), 'lodgings-bad.csv');
    const report = await importFile({ definition: definitionOf('lodgings'), open, file });
    expect(report).toMatchObject({ new: 0, rejected: report.rowsRead });
    expect(report.firstRejected.flatMap(({ faults }) => faults.map(({ column }) => column))).toEqual([
      'lodging_number',
      'kind',
      'area_code',
      'area_code',
      'registered_on',
      'closed_on',
      'closed_on',
      'report_days',
      'report_days',
      'report_days',
    ]);
  });

  it('writes what changed and nothing else', async () => {
    const open = await openPermits();
    await importRows(open, 'lodgings', lodgingHeader + lodging(1) + lodging(2));
    const changed = lodgingHeader + lodging(1) + lodging(2, '31.75.06.1001') + lodging(3);
    expect(await importRows(open, 'lodgings', changed)).toMatchObject({ new: 1, changed: 1, unchanged: 1 });
  });

  it('moves a record to another area with its signals', async () => {
    const open = await openPermits();
    await importRows(open, 'lodgings', lodgingHeader + lodging(1));
    expect(Object.keys(await signalsIn(open))).toEqual(['31', '31.75', '31.75.03', '31.75.03.1001']);
    await importRows(open, 'lodgings', lodgingHeader + lodging(1, '31.74.06.1001'));
    expect(Object.keys(await signalsIn(open))).toEqual(['31', '31.74', '31.74.06', '31.74.06.1001']);
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('counts a row as changed when only what it refers to has changed', async () => {
    const open = await openPermits();
    const text = readFileSync(example('permits-good.csv'), 'utf8');
    await importRows(open, 'permits', text);
    const renamed = text.replaceAll('Employer 1 (sample)', 'Employer 1 of old (sample)');
    expect(await importRows(open, 'permits', renamed)).toMatchObject({ changed: 3, unchanged: 12 });
    expect((await recordsIn(open)).sponsors).toContainEqual({
      _id: 'PJM-901',
      name: 'Employer 1 of old (sample)',
      kind: 'EMPLOYER',
    });
  });

  it('takes a number once: the same again is no change, another record is refused', async () => {
    const open = await openPermits();
    const text = lodgingHeader + lodging(1) + lodging(1) + lodging(1, '31.75.06.1001');
    const report = await importRows(open, 'lodgings', text);
    expect(report).toMatchObject({ rowsRead: 3, new: 1, unchanged: 1, rejected: 1 });
    expect(report.firstRejected).toEqual([
      {
        line: 4,
        faults: [
          { column: 'lodging_number', value: 'APOA-1', reason: 'has the same number as row 2 and other values' },
        ],
      },
    ]);
  });

  it('lets the later row stand when the same number comes back far down the file', async () => {
    const open = await openPermits();
    const text = lodgingHeader + lodging(1) + lodging(2) + lodging(1, '31.75.06.1001');
    expect(await importRows(open, 'lodgings', text, { batchSize: 2 })).toMatchObject({ new: 2, changed: 1 });
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('computes the signals on the way and all of them at the end', async () => {
    const open = await openPermits();
    await importRows(open, 'lodgings', lodgingHeader + lodgingsIn(500), { batchSize: 10 });
    expect(
      await open.connection.collection('signal_rollup_marks').countDocuments({ 'writes.at': { $exists: true } }),
    ).toBe(0);
    expect(Object.keys(await signalsIn(open))).toHaveLength(2 + 9 + 9);
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('tells how far it is', async () => {
    const open = await openPermits();
    const told: [number, number][] = [];
    const text = lodgingHeader + lodgingsIn(30);
    const progress = (read: number, total: number) => told.push([read, total]);
    const report = await importRows(open, 'lodgings', text, { batchSize: 10, progress });
    expect(told).toHaveLength(3);
    expect(told.at(-1)).toEqual([text.length, text.length]);
    expect(report.bytes).toBe(text.length);
  });

  it('keeps the rows before one that never ends, with their signals', async () => {
    const open = await openPermits();
    const text = `${lodgingHeader}${lodgingsIn(25)}"APOA-26,HOTEL\n`;
    await expect(importRows(open, 'lodgings', text, { batchSize: 10 })).rejects.toThrow(
      /begins on line 27 does not end/,
    );
    expect((await recordsIn(open)).lodgings).toHaveLength(25);
    expect(await signalsIn(open)).toEqual(await rebuiltSignalsIn(open));
  });

  it('takes a file that has a header and nothing else', async () => {
    const open = await openPermits();
    expect(await importRows(open, 'lodgings', lodgingHeader)).toMatchObject({ rowsRead: 0, rejected: 0 });
  });

  it('changes nothing for a file with a wrong column', async () => {
    const open = await openPermits();
    const text = `${lodgingHeader.replace('area_code', 'area')}${lodging(1)}`;
    await expect(importRows(open, 'lodgings', text)).rejects.toThrow(/column "area" is not known/);
    expect((await recordsIn(open)).lodgings).toEqual([]);
  });

  it('does not overwrite the file it reads with the rows it rejects', async () => {
    const open = await openPermits();
    const file = write(lodgingHeader + lodging(1));
    const importing = importFile({ definition: definitionOf('lodgings'), open, file, rejectFile: file });
    await expect(importing).rejects.toMatchObject({ exitCode: 64 });
    expect(readFileSync(file, 'utf8')).toBe(lodgingHeader + lodging(1));
  });
});

describe('a dry run', () => {
  it('tells what would be done and writes nothing at all', async () => {
    const address = newAddress();
    const open = await openPermits(address, true);
    const file = write(lodgingHeader + lodging(1) + lodging(2, '31.75.99'));
    const report = await importFile({ definition: definitionOf('lodgings'), open, file, dryRun: true });
    expect(report).toMatchObject({ rowsRead: 2, new: 1, rejected: 1, rejectFile: null });
    expect(existsSync(`${file}.rejected.csv`)).toBe(false);
    expect(await open.connection.listCollections()).toEqual([]);
  });

  it('compares with what is there', async () => {
    const open = await openPermits();
    await importRows(open, 'lodgings', lodgingHeader + lodging(1) + lodging(2));
    const before = [await recordsIn(open), await signalsIn(open)];
    const text = lodgingHeader + lodging(1) + lodging(2, '31.75.06.1001') + lodging(3);
    expect(await importRows(open, 'lodgings', text, { dryRun: true })).toMatchObject({
      new: 1,
      changed: 1,
      unchanged: 1,
    });
    expect([await recordsIn(open), await signalsIn(open)]).toEqual(before);
  });

  it('keeps the rejected rows where that is asked for', async () => {
    const open = await openPermits();
    const rejectFile = join(folder, 'asked.csv');
    const report = await importRows(open, 'lodgings', lodgingHeader + lodging(1, '3172'), { dryRun: true, rejectFile });
    expect([report.rejectFile, existsSync(rejectFile)]).toEqual([rejectFile, true]);
  });
});

describe('two imports at once', () => {
  it('leave every record once and the signals right', async () => {
    const address = newAddress();
    const [one, other] = [await openPermits(address), await openPermits(address)];
    const text = lodgingHeader + lodgingsIn(200);
    await Promise.all([
      importRows(one, 'lodgings', text, { batchSize: 7 }),
      importRows(other, 'lodgings', text, { batchSize: 11 }),
    ]);
    expect((await recordsIn(one)).lodgings).toHaveLength(200);
    expect(await signalsIn(one)).toEqual(await rebuiltSignalsIn(one));
  });

  it('may move the same records to different areas', async () => {
    const address = newAddress();
    const [one, other] = [await openPermits(address), await openPermits(address)];
    const all = (area: string) =>
      lodgingHeader + Array.from({ length: 120 }, (_, index) => lodging(index, area)).join('');
    await importRows(one, 'lodgings', all('31.75.01.1001'));
    await Promise.all([
      importRows(one, 'lodgings', all('31.75.03.1001'), { batchSize: 5 }),
      importRows(other, 'lodgings', all('31.75.06.1001'), { batchSize: 8 }),
    ]);
    expect(await signalsIn(one)).toEqual(await rebuiltSignalsIn(one));
  });
});

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';

import { signIn } from '../../../cli/sign-in';
import { databaseAddress } from '../../../subgraphs/config';
import { exportKind, exportKinds, type ExportRequest, outputFile } from '../../../subgraphs/export/main';
import { importIntoAgency, importKinds } from '../../../subgraphs/import/main';
import { refugees } from '../../../subgraphs/refugees';
import type { RegisteredPersonRow } from '../../../subgraphs/refugees/models/RegisteredPerson';
import { addDays } from '../../../subgraphs/shared/calendar';
import { openSubgraph } from '../../../subgraphs/shared/open-subgraph';
import { type RunningGraph, runningGraph } from '../../support/running-graph';

let graph: RunningGraph;
let folder: string;
beforeAll(async () => {
  graph = await runningGraph();
  folder = await mkdtemp(join(tmpdir(), 'simpul-export-'));
}, 120_000);
afterAll(async () => {
  await graph.stop();
  await rm(folder, { recursive: true });
});

interface Wanted extends Partial<ExportRequest> {
  readonly as: string;
}

/** Exports in this process, as a persona with a purpose, from Jatinegara unless told otherwise. */
async function exported(kind: string, { as, output, ...request }: Wanted) {
  const file = join(folder, `${kind}.${request.format ?? 'csv'}`);
  const report = await exportKind({
    kind,
    url: graph.gateway.url,
    token: async () => (await signIn(graph.gateway.url, as)).token,
    purpose: 'permit-renewal',
    signal: new AbortController().signal,
    within: '31.75.03',
    level: null,
    months: null,
    numbersFile: null,
    format: 'csv',
    output: output ?? (await outputFile(file)),
    ...request,
  });
  const rows = async () => parse<Record<string, string>>(await readFile(file), { columns: true });
  return { report, file, rows };
}

const officers: Readonly<Record<string, string>> = {
  permits: 'immigration-officer',
  applications: 'immigration-officer',
  lodgings: 'immigration-officer',
  'administrative-actions': 'immigration-officer',
  shelters: 'unhcr-officer',
  incidents: 'kesbangpol-officer',
  'tension-reports': 'kesbangpol-officer',
  'political-events': 'kesbangpol-officer',
  'polling-stations': 'kesbangpol-officer',
  elections: 'kesbangpol-officer',
  'joint-activities': 'kesbangpol-officer',
};

describe('an export that is imported again', () => {
  it('is there for every kind of import but refugees, who are not listed', () => {
    const others = ['refugees', 'area-figures'];
    const listed = importKinds.filter((kind) => !others.includes(kind) && exportKinds.includes(kind));
    expect(Object.keys(officers).sort()).toEqual([...listed].sort());
  });

  it.each(
    Object.entries(officers).flatMap(([kind, as]) => [[kind, as, 'csv'] as const, [kind, as, 'ndjson'] as const]),
  )(
    'changes nothing: %s by the %s, as %s',
    async (kind, as, format) => {
      const { report, file } = await exported(kind, { as, format });
      expect(report).toMatchObject({ deniedColumns: [], deniedAreas: [] });
      expect(report.rows).toBeGreaterThan(0);
      const imported = await importIntoAgency({
        kind,
        file,
        address: { ...databaseAddress(graph.env), embedded: true },
      });
      expect(imported).toMatchObject({
        rowsRead: report.rows,
        new: 0,
        changed: 0,
        rejected: 0,
        unchanged: report.rows,
      });
    },
    120_000,
  );
});

describe('figures of areas', () => {
  it.each(['csv', 'ndjson'] as const)(
    'are exported with source and day, and change no answer as %s',
    async (format) => {
      const address = { ...databaseAddress(graph.env), embedded: true };
      const kind = 'area-figures';
      const { report, file } = await exported(kind, { as: 'analyst', within: '31', format });
      expect(report).toMatchObject({ rows: 76, deniedColumns: [], deniedAreas: [] });
      const text = await readFile(file, 'utf8');
      expect(text).toMatch(/2024-12-31.*Satu Data Jakarta.*area estimated as residents divided by density/);
      expect(await importIntoAgency({ kind, file, address })).toMatchObject({ rowsRead: 76, rejected: 0, changed: 0 });
      await exported(kind, { as: 'analyst', within: '31', format });
      expect(await readFile(file, 'utf8')).toBe(text);
      expect(await importIntoAgency({ kind, file, address })).toMatchObject({ new: 0, changed: 0, unchanged: 76 });
    },
  );

  it('are those of one level where one is asked for', async () => {
    const { rows } = await exported('area-figures', { as: 'analyst', within: '31.75.03', level: 'DISTRICT' });
    expect((await rows()).map(({ area_code: code }) => code)).toEqual(['31.75.03']);
  });

  it('are told with source and day in the graph, and neither where none are held', async () => {
    const { data } = await graph.ask(
      '{ known: area(code: "31.75.03") { figuresSource figuresAsOf } unknown: area(code: "32.01") { figuresSource figuresAsOf } }',
    );
    expect(data).toEqual({
      known: { figuresSource: expect.stringContaining('Satu Data Jakarta'), figuresAsOf: '2024-12-31' },
      unknown: { figuresSource: null, figuresAsOf: null },
    });
  });
});

describe('a lodging that reports every day', () => {
  it('is exported with all its reports, page after page', async () => {
    const days = Array.from({ length: 250 }, (_, index) => addDays('2024-10-30', index - 249));
    const file = join(folder, 'daily.csv');
    const head = 'lodging_number,kind,area_code,registered_on,report_days';
    await writeFile(file, `${head}\nAPOA-DAILY,HOTEL,31.75.10.1001,2023-01-01,${days.join(';')}\n`);
    const address = { ...databaseAddress(graph.env), embedded: true };
    expect(await importIntoAgency({ kind: 'lodgings', file, address })).toMatchObject({ new: 1 });
    const { rows } = await exported('lodgings', { as: 'immigration-officer', within: '31.75.10.1001' });
    const row = (await rows()).find((each) => each.lodging_number === 'APOA-DAILY');
    expect(row?.report_days).toBe(days.join(';'));
  });
});

describe('what may not be seen', () => {
  it('is refused as the graph refuses it, and no file is left', async () => {
    await expect(
      exported('permits', { as: 'analyst', output: await outputFile(join(folder, 'denied.csv')) }),
    ).rejects.toThrow('31.75.03: Unauthorized field or type: your token needs the scope permit:person.');
    await expect(exported('permits', { as: 'immigration-officer', purpose: undefined })).rejects.toThrow('x-purpose');
    await expect(exported('permits', { as: 'immigration-officer', within: '32.01' })).rejects.toThrow(
      'work in this area',
    );
    expect((await readdir(folder)).filter((name) => /denied|part/.test(name))).toEqual([]);
  });

  it('is told by column: others than UNHCR learn the district of a shelter, in a column that no import takes', async () => {
    const { report, file, rows } = await exported('shelters', { as: 'analyst' });
    expect(report.deniedColumns).toEqual([
      { column: 'area_code', reason: expect.stringContaining('registration:person') },
    ]);
    expect(report.columns).toEqual(['shelter_number', 'kind', 'within_district', 'opened_on', 'closed_on']);
    expect(new Set((await rows()).map(({ within_district: code }) => code))).toEqual(new Set(['31.75.03']));
    const address = { ...databaseAddress(graph.env), embedded: true };
    await expect(importIntoAgency({ kind: 'shelters', file, address })).rejects.toThrow('area_code');
  });

  it('of refugees is all but the cases asked for by number', async () => {
    await expect(exported('refugees', { as: 'unhcr-officer' })).rejects.toThrow(
      'refugees: cases are not listed by area, since that would count out small groups; name a file',
    );
    const numbersFile = join(folder, 'cases.txt');
    const cases = await knownCases();
    await writeFile(numbersFile, `${cases.join('\n')}\nCASE-NONE\n`);
    const { report, rows } = await exported('refugees', { as: 'unhcr-officer', numbersFile });
    expect(report).toMatchObject({ notShown: 1, firstNotShown: ['CASE-NONE'] });
    expect(new Set((await rows()).map((row) => row.case_number))).toEqual(new Set(cases));
    await expect(exported('refugees', { as: 'immigration-officer', numbersFile })).rejects.toThrow(
      'registration:person',
    );
  });
});

async function knownCases(): Promise<string[]> {
  const open = await openSubgraph(refugees, { ...databaseAddress(graph.env), embedded: true }, { readOnly: true });
  const found = await open.models.RegisteredPerson.find({ leftOn: null }).limit(5).lean<RegisteredPersonRow[]>();
  await open.close();
  return [...new Set(found.map(({ caseId }) => caseId))];
}

describe('signals', () => {
  it('have a row for each area and month; a count that is not told is empty, with its status beside it', async () => {
    const { report, rows } = await exported('protection-signals', { as: 'analyst', within: '31.75' });
    const all = await rows();
    expect(all).toHaveLength(10 * 14);
    const hidden = all.filter((row) => row.documents_lapsed_status?.startsWith('SUPPRESSED'));
    expect(hidden.length).toBeGreaterThan(0);
    expect(new Set(hidden.map((row) => row.documents_lapsed))).toEqual(new Set(['']));
    const told = all.filter((row) => row.documents_lapsed_of_status === 'DISCLOSED');
    expect(told.every((row) => Number(row.documents_lapsed_of) % 5 === 0)).toBe(true);
    expect(report.suppressed).toBeGreaterThanOrEqual(hidden.length);
  });

  it.each(['permit-signals', 'security-signals', 'assessments'])('are the same as in the graph: %s', async (kind) => {
    const months = { first: '2024-09', last: '2024-10' };
    const { rows } = await exported(kind, { as: 'analyst', within: '31.75', months });
    const all = await rows();
    expect(all).toHaveLength(10 * 2);
    const { data } = await graph.ask(
      '{ area(code: "31.75.03") { permitSignals(months: 1) { lodgingsNotReporting { numerator } } securitySignals(months: 1) { incidents { weight } } stability { index } } }',
      {},
      { as: 'analyst' },
    );
    const row = all.find(({ area_code: code, month }) => code === '31.75.03' && month === '2024-10');
    const told = {
      'permit-signals': row?.lodgings_not_reporting,
      'security-signals': row?.incidents_weight,
      assessments: row?.index,
    };
    const { permitSignals, securitySignals, stability } = data.area;
    const inGraph = {
      'permit-signals': permitSignals[0].lodgingsNotReporting.numerator,
      'security-signals': securitySignals[0].incidents.weight,
      assessments: stability.index,
    };
    expect(Number(told[kind as keyof typeof told])).toBe(inGraph[kind as keyof typeof inGraph]);
  });
});

describe('the months of an export', () => {
  it.each([
    ['permits', 'valid_until', 'immigration-officer'],
    ['incidents', 'occurred_on', 'kesbangpol-officer'],
    ['tension-reports', 'reported_on', 'kesbangpol-officer'],
    ['lodgings', 'registered_on', 'immigration-officer'],
  ])('%s: by %s', async (kind, day, as) => {
    const whole = await (await exported(kind, { as })).rows();
    const months = { first: '2024-08', last: '2024-09' };
    const some = await (await exported(kind, { as, months })).rows();
    const isIn = (row: Record<string, string>) => ['2024-08', '2024-09'].includes((row[day] ?? '').slice(0, 7));
    expect(some.length).toBeGreaterThan(0);
    const sorted = (rows: Record<string, string>[]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(some)).toEqual(sorted(whole.filter(isIn)));
  });
});

describe('the file', () => {
  it('stands there only when it is whole, and only its owner may read it', async () => {
    const stop = new AbortController();
    const path = join(folder, 'interrupted.csv');
    await writeFile(path, 'what was there before');
    const interrupted = exported('permits', {
      as: 'immigration-officer',
      within: '31.75',
      output: await outputFile(path),
      signal: stop.signal,
      progress: () => stop.abort(),
    });
    await expect(interrupted).rejects.toThrow('interrupted; no file was written');
    expect(await readFile(path, 'utf8')).toBe('what was there before');
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    const { file } = await exported('elections', { as: 'analyst' });
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

import { describe, expect, it } from '@jest/globals';

import { checkData, type Finding, findingCsv } from '../../../subgraphs/quality/main';
import { areaPath } from '../../../subgraphs/shared/area-code';
import { type LoadCounts, type LoadReport, noCounts } from '../../../subgraphs/shared/data-loads';
import { agencyDatabases } from './database';
import { planted } from './planted';

const { databaseWith } = agencyDatabases();

const persons = (many: number, more: object) =>
  Array.from({ length: many }, (_, index) => ({
    _id: `P-${index}`,
    areaCode: '31.75.03.1001',
    areaPath: [...areaPath('31.75.03.1001')],
    caseId: 'CASE-1',
    status: 'REFUGEE',
    bornMonth: `19${10 + index}-01`,
    registeredOn: '2024-01-02',
    leftOn: null,
    documents: [],
    specificNeedPeriods: [],
    outOfSchoolPeriods: [],
    shelterPeriods: [],
    ...more,
  }));

const incidents = (many: number, occurredOn: string) =>
  Array.from({ length: many }, (_, index) => ({
    _id: `INC-${occurredOn}-${index}`,
    areaCode: '31.75.03.1001',
    areaPath: [...areaPath('31.75.03.1001')],
    eventType: 'RIOTS',
    subEventType: 'MOB_VIOLENCE',
    severity: 'S1',
    occurredOn,
    reportedOn: `2024-10-${String(1 + (index % 30)).padStart(2, '0')}`,
    closedOn: null,
    shelterRelation: 'NONE',
  }));

const findingOf = (findings: readonly Finding[], id: string) => findings.find((finding) => finding.id === id);

describe('a report on data', () => {
  it('tells rule, severity, how many, examples, what it means and how to mend it, errors first', async () => {
    const { open, address } = await databaseWith('permits', {
      lodgings: Object.values(planted.permits.faulty.lodgings ?? {}).flat(),
    });
    await open.rollups.rebuild();
    const { records, findings } = await checkData({ address, names: ['permits'] });
    expect(records).toBe(7);
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'error', 'error', 'error', 'error', 'warning']);
    expect(findingOf(findings, 'lodging-closed-before-registered')).toEqual({
      subgraph: 'permits',
      id: 'lodging-closed-before-registered',
      severity: 'error',
      collection: 'lodgings',
      count: 1,
      examples: ['REVERSED'],
      means: 'The lodging closed before it was registered.',
      mend: 'Correct the record at its source and bring it in again.',
    });
  });

  it('keeps ten examples of many', async () => {
    const lodgings = Array.from({ length: 25 }, (_, index) => ({
      ...planted.permits.faulty.lodgings?.['lodging-closed-before-registered']?.[0],
      _id: `L-${index}`,
    }));
    const { address } = await databaseWith('permits', { lodgings });
    const { findings } = await checkData({ address, names: ['permits'] });
    expect(findings[0]?.count).toBe(25);
    expect(findings[0]?.examples).toHaveLength(10);
  });

  it('names no person at risk, and does not count a few of them', async () => {
    const broken = persons(9, { leftOn: '2024-01-01' });
    const { open, address } = await databaseWith('refugees', { registered_persons: broken });
    const few = await checkData({ address, names: ['refugees'] });
    expect(findingOf(few.findings, 'person-left-before-registration')).toMatchObject({ count: null, examples: [] });
    await open.connection.collection('registered_persons').insertMany([{ ...broken[0], _id: 'P-9' } as never]);
    const many = await checkData({ address, names: ['refugees'] });
    expect(findingOf(many.findings, 'person-left-before-registration')).toMatchObject({ count: 10, examples: [] });
    const told = JSON.stringify([few, many]) + findingCsv(many.findings);
    expect(told).not.toMatch(/P-\d|CASE-/);
  });

  it('lists the areas whose numbers of persons are pooled, never the numbers', async () => {
    const { open, address } = await databaseWith('refugees', { registered_persons: persons(7, {}) });
    await open.rollups.rebuild();
    const { findings } = await checkData({ address, names: ['refugees'] });
    expect(findingOf(findings, 'areas-pooled')).toMatchObject({
      severity: 'note',
      count: 2,
      examples: ['31.75', '31.75.03'],
    });
    expect(JSON.stringify(findingOf(findings, 'areas-pooled'))).not.toContain('7 ');
  });

  it('points at a signal that jumped against the three months before', async () => {
    const rows = [...incidents(4, '2024-05-01'), ...incidents(60, '2024-10-01')];
    const { open, address } = await databaseWith('security', { incidents: rows });
    await open.rollups.rebuild();
    const { findings } = await checkData({ address, names: ['security'] });
    expect(findingOf(findings, 'sudden-jump')).toMatchObject({
      severity: 'warning',
      examples: expect.arrayContaining(['31.75.03 incidents']) as never,
    });
  });
});

describe('loads against the three before them', () => {
  const load = (at: number, kind: string, counts: Partial<LoadCounts>): LoadReport => ({
    source: 'daily',
    kind,
    startedAt: `2024-10-0${at}T00:00:00.000Z`,
    endedAt: `2024-10-0${at}T00:00:00.000Z`,
    dataAsOf: null,
    outcome: 'COMPLETED',
    reason: null,
    counts: { ...noCounts, ...counts },
    rejectedFor: [],
    digest: null,
  });
  const loaded = async (kind: string, loads: readonly Partial<LoadCounts>[]) => {
    const { open, address } = await databaseWith('permits', {});
    await open.loads.sources.know('daily', kind);
    for (const [at, counts] of loads.entries()) await open.loads.report(load(at + 1, kind, counts));
    const { findings } = await checkData({ address, names: ['permits'] });
    return { address, found: findingOf(findings, 'load-jump'), findings };
  };
  const usual = [
    { read: 1_000, changed: 10 },
    { read: 1_010, changed: 12 },
    { read: 990, changed: 8 },
  ];

  it('are told where the size or the changes are far from theirs, in words and in the table', async () => {
    const { found, findings } = await loaded('lodgings', [...usual, { read: 300, removed: 90, rejected: 30 }]);
    expect(found).toMatchObject({
      severity: 'warning',
      count: 3,
      examples: [
        'daily (lodgings): 300 rows read, before 1000, 1010, 990',
        'daily (lodgings): 90 records new, changed or removed, before 10, 12, 8',
        'daily (lodgings): 30 rows rejected, before 0, 0, 0',
      ],
    });
    expect(findingCsv(findings)).toContain('daily (lodgings): 300 rows read');
  });

  it('are told without a number where the records are of persons', async () => {
    const { found } = await loaded('permits', [...usual, { read: 300, changed: 11 }]);
    expect(found?.examples).toEqual(['daily (permits): rows read']);
  });

  it('are not told where they are as usual, where fewer than three came before, or of one area', async () => {
    expect((await loaded('lodgings', [...usual, { read: 1_100, changed: 20 }])).found).toBeUndefined();
    expect((await loaded('lodgings', [...usual.slice(1), { read: 1 }])).found).toBeUndefined();
    const { address } = await loaded('lodgings', [...usual, { read: 1 }]);
    const { findings } = await checkData({ address, names: ['permits'], within: '31.75' });
    expect(findingOf(findings, 'load-jump')).toBeUndefined();
  });
});

describe('findings as a table', () => {
  it('have a line each, and no cell that a spreadsheet takes for a formula', () => {
    const finding: Finding = {
      subgraph: 'permits',
      id: 'lodging-in-future',
      severity: 'error',
      collection: 'lodgings',
      count: null,
      examples: ['=HYPERLINK("x")', 'B'],
      means: 'The registration, or a report, lies after today.',
      mend: 'Correct it.',
    };
    const lines = findingCsv([finding]).split('\r\n');
    expect(lines[0]).toBe('\uFEFFagency,rule,severity,records,how_many,examples,what_it_means,how_to_mend');
    expect(lines[1]).toBe(
      `permits,lodging-in-future,error,lodgings,fewer than ten,"'=HYPERLINK(""x"") B","The registration, or a report, lies after today.",Correct it.`,
    );
    expect(lines).toHaveLength(3);
  });
});

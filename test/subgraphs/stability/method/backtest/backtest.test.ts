import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import {
  type AssessedOutcome,
  backtest as backtestBy,
  type BacktestOptions,
  type BacktestReport,
} from '../../../../../subgraphs/stability/method/backtest/backtest';
import { asri1 } from '../../../../../subgraphs/stability/method/method-version';

const backtest = (rows: readonly AssessedOutcome[], months: Omit<BacktestOptions, 'method'> = {}): BacktestReport =>
  backtestBy(rows, { ...months, method: asri1 });

const outcome = (period: string, index: number | null, incident: boolean, code = '31.75.03'): AssessedOutcome => ({
  code,
  period,
  index,
  level: index === null ? null : index >= 5 ? 'SIAGA' : 'NORMAL',
  incident,
});

/** Areas whose index tells without fail what follows, month after month. */
const foretold = (months: readonly string[]): AssessedOutcome[] =>
  months.flatMap((period, at) =>
    ['01', '02', '03', '04', '05', '06'].map((area, row) => {
      const isHigh = (at + row) % 3 === 0;
      return outcome(period, isHigh ? 7 : 2, isHigh, `31.75.${area}`);
    }),
  );

const year = ['2023-10', '2023-11', '2023-12', '2024-01', '2024-02', '2024-03', '2024-04', '2024-05'];
const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

describe('backtest', () => {
  it('finds an index that foretells to be better than the base rate and than the level of the month before', () => {
    const report = backtest(foretold(year));
    expect(report).toMatchObject({ months: ['2023-11', '2024-05'], forecasts: 42, baseRate: 1 / 3 });
    expect(report.brier.baseRate).toBeCloseTo(2 / 9, 12);
    expect(report.skill.againstBaseRate).toBeGreaterThan(0.8);
    expect(report.skill.againstLastLevel).toBeGreaterThan(0.8);
    expect(report.alerts).toMatchObject({ precision: 1, recall: 1, alerts: 16, hits: 16 });
  });

  it('finds an index that says nothing to be no better than the base rate', () => {
    const blind = foretold(year).map((row) => ({ ...row, index: 4, level: 'NORMAL' as const }));
    const report = backtest(blind);
    expect(report.skill.againstBaseRate).toBeLessThan(0.05);
    expect(report.alerts).toMatchObject({ alerts: 0, precision: null, recall: 0, leadMonths: null });
  });

  it('learns from earlier months only: nothing that came later moves a forecast', () => {
    const level = fc.double({ min: 0, max: 10, noNaN: true });
    const row = fc.record({ at: fc.nat(7), area: fc.nat(5), index: level, incident: fc.boolean() });
    const rowsOf = (drawn: readonly { at: number; area: number; index: number; incident: boolean }[]) => [
      ...new Map(
        drawn.map(({ at, area, index, incident }) => {
          const made = outcome(year[at] ?? '', index, incident, `31.75.0${area + 1}`);
          return [`${made.code}@${made.period}`, made] as const;
        }),
      ).values(),
    ];
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), fc.nat(7), (drawn, at) => {
        const period = year[at] ?? '';
        const rows = rowsOf(drawn);
        const changed = rows.map((given) =>
          given.period > period ? { ...given, index: 10 - (given.index ?? 0), incident: !given.incident } : given,
        );
        const only = { from: period, to: period };
        expect(backtest(changed, only)).toEqual(backtest(rows, only));
      }),
    );
  });

  it('waits until what followed a month is known: 30 days from the end of January are not over at the end of February', () => {
    const rows = [outcome('2023-01', 2, false), outcome('2023-02', 2, false), outcome('2023-03', 2, false)];
    expect(backtest(rows)).toMatchObject({ months: ['2023-03', '2023-03'], forecasts: 1 });
  });

  it('scores the months asked for and learns from those before', () => {
    const report = backtest(foretold(year), { from: '2024-03', to: '2024-04' });
    expect(report).toMatchObject({ months: ['2024-03', '2024-04'], forecasts: 12 });
    expect(report.leftOut).toEqual({ withoutIndex: 0, withoutEarlier: 0 });
  });

  it('tells what it left out', () => {
    const rows = [outcome('2024-03', 2, false), outcome('2024-04', null, true), outcome('2024-05', 6, true)];
    expect(backtest(rows).leftOut).toEqual({ withoutIndex: 1, withoutEarlier: 1 });
    expect(backtest(rows).alerts).toMatchObject({ alerts: 1, incidents: 1 });
  });

  it('counts how long an alert had stood when the incident came', () => {
    const rows = [
      outcome('2023-12', 6, false),
      outcome('2024-01', 6, false),
      outcome('2024-02', 6, true),
      outcome('2024-03', 3, false),
      outcome('2024-04', 6, true),
    ];
    expect(backtest(rows).alerts).toEqual({
      from: 'SIAGA',
      alerts: 4,
      incidents: 2,
      hits: 2,
      precision: 0.5,
      recall: 1,
      leadMonths: 2,
    });
  });

  it('forecasts the rival by how often an incident followed that level of the month before', () => {
    const rows = [
      outcome('2024-03', 6, true),
      outcome('2024-04', 2, true),
      outcome('2024-05', 6, false),
      outcome('2024-06', 2, true),
    ];
    // At the end of June: April followed a SIAGA with an incident; May followed a NORMAL without; two of three in all.
    const report = backtest(rows, { from: '2024-06' });
    const rival = (1 + 2 / 3) / 2;
    expect(report.brier.lastLevel).toBeCloseTo((rival - 1) ** 2, 12);
  });

  it('has numbers that are numbers, whatever it is given', () => {
    const any = fc.record({
      code: fc.constantFrom('31.75.01', '31.75.02'),
      period: fc.constantFrom(...year),
      index: fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }),
      level: fc.constantFrom('NORMAL' as const, 'SIAGA' as const, null),
      incident: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (rows) => {
        const report: BacktestReport = backtest(rows);
        expect(numbersIn(report).every(Number.isFinite)).toBe(true);
        expect(report.calibration.reduce((sum, { forecasts }) => sum + forecasts, 0)).toBe(report.forecasts);
      }),
    );
  });
});

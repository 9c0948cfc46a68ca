import { z } from 'zod';

import { indicatorIds } from './cells';
import type { IndicatorRule, RiskMethod } from './risk-method';

const number = z.number().nonnegative();
const positive = z.number().positive();
const wholeNumber = z.int().positive();
const share = z.number().min(0).max(1);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month such as 2024-10' });
const level = z.enum(['NORMAL', 'WASPADA', 'SIAGA', 'AWAS']);

const indicator = z
  .strictObject({
    id: z.enum(indicatorIds),
    dimension: z.enum(['H', 'V', 'C']),
    agency: z.enum(['KESBANGPOL', 'UNHCR', 'IMMIGRATION', 'TIMPORA']),
    about: z.string().min(1),
    form: z.enum(['RATE', 'SHARE', 'PERSON_SHARE', 'VALUE']),
    transform: z.enum(['LINEAR', 'LOG']),
    goalposts: z.strictObject({ low: number, high: positive }),
    weight: positive,
    windowDays: wholeNumber.nullable(),
    months: z.strictObject({ from: month, to: month }).nullable(),
  })
  .refine(({ goalposts }) => goalposts.low < goalposts.high, {
    path: ['goalposts'],
    error: 'must have low beneath high',
  })
  .refine(({ id, dimension }) => id.startsWith(dimension), { path: ['dimension'], error: 'must be the one id names' })
  .refine(({ months }) => months === null || months.from <= months.to, {
    path: ['months'],
    error: 'must have from before to',
  });

/** What a version's file must hold: every number in its range, every indicator once, levels and grades in order. */
export const methodSchema: z.ZodType<RiskMethod> = z.strictObject({
  name: z.string().regex(/^asri-[1-9]\d*$/, { error: 'must be a name such as asri-2' }),
  about: z.string().min(1),
  pseudoEvents: positive,
  heaviestPseudoEvent: positive.nullable(),
  pseudoCases: positive,
  poolingThreshold: wholeNumber,
  rateUnit: positive,
  severityWeights: z
    .strictObject({ S0: number, S1: number, S2: number, S3: number, S4: number, S5: number })
    .refine(({ S0 }) => S0 === 0, { path: ['S0'], error: 'must be 0: lawful conduct weighs nothing' })
    .refine((weights) => isRising(Object.values(weights)), { error: 'must rise from S0 to S5' }),
  minimumCoverage: share,
  dimensionFloor: positive,
  intervalZ: positive,
  levels: z
    .array(z.strictObject({ level, from: number }))
    .refine((rows) => rows.map((row) => row.level).join() === level.options.join(), {
      error: `must be ${level.options.join(', ')}`,
    })
    .refine((rows) => rows[0]?.from === 0 && isRising(rows.map(({ from }) => from)), { error: 'must rise from 0' }),
  reliability: z.strictObject({
    missing: number,
    stale: number,
    pooled: number,
    staleAfterMonths: positive,
    grades: z
      .array(z.strictObject({ grade: z.enum(['A', 'B', 'C', 'D']), below: positive }))
      .refine((rows) => isRising(rows.map(({ below }) => below)), { error: 'must rise' }),
  }),
  trend: z.strictObject({ months: wholeNumber, minimumChange: number }),
  alert: z.strictObject({
    minimumProbability: share,
    dropMargin: number,
    dropAfterMonths: wholeNumber,
    confirmFrom: level,
  }),
  indicators: z
    .array(indicator)
    .refine((rows) => new Set(rows.map(({ id }) => id)).size === rows.length, { error: 'must name each id once' })
    .refine(hasEveryDimension, { error: 'must have one of each dimension' }),
});

function isRising(numbers: readonly number[]): boolean {
  return numbers.every((value, at) => at === 0 || value > (numbers[at - 1] ?? Infinity));
}

function hasEveryDimension(rules: readonly Pick<IndicatorRule, 'dimension'>[]): boolean {
  return new Set(rules.map(({ dimension }) => dimension)).size === 3;
}

import { z } from 'zod';

import { type AreaMonth, type Cells, indicatorIds, type PooledCell, type ShareCell } from './cells';
import { disagreements } from './input-agreement';
import { areaCode, month } from './input-fields';
import { tellIssue } from './input-mistakes';
import { methodInForce } from './method-version';
import type { RiskMethod } from './risk-method';

/** A file of area figures, checked: every area's month has its city's totals, every cell makes sense. */
export interface AssessmentInput {
  readonly cityPopulation: number;
  readonly city: Readonly<Record<string, Cells>>;
  readonly areas: readonly NamedAreaMonth[];
}

export interface NamedAreaMonth extends AreaMonth {
  readonly code: string;
  /** What the file calls the area, for texts only. */
  readonly name?: string | undefined;
}

export type ReadInput =
  { readonly ok: true; readonly input: AssessmentInput } | { readonly ok: false; readonly mistakes: readonly string[] };

/** Checks what a file held. Keys it does not know beside the figures, such as a note, are passed over. */
export function readAssessmentInput(document: unknown, method: RiskMethod = methodInForce): ReadInput {
  const parsed = inputSchema(method).safeParse(document);
  const issues = parsed.error?.issues ?? [];
  const mistakes = [...issues.map((issue) => tellIssue(issue, document)), ...disagreements(document, method)];
  return parsed.success && mistakes.length === 0 ? { ok: true, input: parsed.data } : { ok: false, mistakes };
}

const amount = z.number({ error: 'must be a number, 0 or more' }).nonnegative({ error: 'must be 0 or more' });
const count = amount.refine(Number.isInteger, { error: 'must be a whole number, 0 or more' });
// A name is printed to a terminal: one line, without what a terminal would obey.
const shortText = z.string().regex(/^[^\p{Cc}]{1,100}$/u);

const eventCell = z
  .object({ w: amount, n: count }, { error: 'must be { w, n } or null' })
  .superRefine((cell, context) => {
    if (cell.n === 0 && cell.w > 0)
      refuse(context, 'w', 'must be 0 where n is 0: without events there is nothing to weigh');
  });

const shareCell = z
  .object({ x: count, n: count }, { error: 'must be { x, n } or null' })
  .superRefine(refuseMoreThanAll);

// An agency that may not send a small number sends { "pooled": true } instead, or n without x.
const personCell = ({ poolingThreshold }: RiskMethod) =>
  z
    .object(
      { x: count.nullish(), n: count.nullish(), pooled: z.boolean({ error: 'must be true or false' }).optional() },
      { error: 'must be { x, n }, { "pooled": true } or null' },
    )
    .superRefine((cell, context) => {
      if (cell.pooled) return;
      const { x, n } = cell;
      if (n === null || n === undefined)
        refuse(context, 'n', 'must be a whole number, 0 or more, unless "pooled" is true');
      else if (x !== null && x !== undefined) refuseMoreThanAll({ x, n }, context);
      else if (n >= poolingThreshold) refuse(context, 'x', `must be given, n being ${poolingThreshold} or more`);
    })
    .transform(({ x, n, pooled }): ShareCell | PooledCell =>
      pooled || typeof n !== 'number' || typeof x !== 'number' ? { x: null, n: null, pooled: true } : { x, n },
    );

function refuseMoreThanAll({ x, n }: { x: number; n: number }, context: z.RefinementCtx): void {
  if (x > n) refuse(context, 'x', `must be at most n, which is ${n}`);
}

function refuse(context: z.RefinementCtx, field: string, message: string): void {
  context.addIssue({ code: 'custom', path: [field], message });
}

function cellsSchema(method: RiskMethod): z.ZodType<Cells> {
  const cellOf = {
    RATE: eventCell.nullish(),
    SHARE: shareCell.nullish(),
    PERSON_SHARE: personCell(method).nullish(),
    VALUE: z.object({ value: amount }, { error: 'must be { value } or null' }).nullish(),
  };
  const ids = method.indicators.map(({ id }) => id);
  return z.strictObject(Object.fromEntries(method.indicators.map(({ id, form }) => [id, cellOf[form]])), {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `may not hold ${issue.keys.join(', ')}: the indicators are ${ids.join(', ')}`
        : 'must be an object of cells by indicator',
  });
}

function inputSchema(method: RiskMethod) {
  const cells = cellsSchema(method);
  const ages = z.partialRecord(z.enum(indicatorIds), amount, {
    error: `must be months by ${indicatorIds.join(', ')}`,
  });
  const area = z.object(
    {
      code: areaCode,
      name: shortText.optional().catch(undefined),
      period: month,
      population: amount,
      cells,
      ageMonths: ages.optional(),
    },
    { error: 'must be an object with code, period, population and cells' },
  );
  return z.object(
    {
      cityPopulation: amount,
      city: z.record(month, cells, {
        error: ({ code }) =>
          code === 'invalid_key' ? 'is no month; write it as 2024-10' : 'must be an object of cells by month',
      }),
      areas: z.array(area, { error: 'must be a list of areas' }).min(1, { error: 'must name at least one area' }),
    },
    { error: 'must be an object with cityPopulation, city and areas' },
  );
}

import { z } from 'zod';

import { areaCode, month } from '../input-fields';
import { tellIssue } from '../input-mistakes';
import { readJsonFile, refuseMistakes } from '../read-json-file';
import type { AssessedOutcome } from './backtest';

/**
 * Reads a file of what was assessed and what followed.
 * @throws ToldError (2) if there is no such file, it is not JSON, or it has mistakes: up to 20 are told at once.
 */
export async function readBacktestFile(path: string): Promise<readonly AssessedOutcome[]> {
  const document = await readJsonFile(path, 'assessed months and what followed');
  const parsed = fileSchema.safeParse(document);
  const mistakes = parsed.error?.issues.map((issue) => tellIssue(issue, document)) ?? [];
  return parsed.success ? parsed.data.areas : refuseMistakes(path, mistakes);
}

const fromZeroToTen = 'must be a number from 0 to 10, or null';

const outcome = z.object(
  {
    code: areaCode,
    period: month,
    index: z
      .number({ error: fromZeroToTen })
      .min(0, { error: fromZeroToTen })
      .max(10, { error: fromZeroToTen })
      .nullable(),
    level: z
      .enum(['NORMAL', 'WASPADA', 'SIAGA', 'AWAS'], { error: 'must be NORMAL, WASPADA, SIAGA, AWAS or null' })
      .nullable(),
    incident: z.boolean({ error: 'must be true or false' }),
  },
  { error: 'must be an object with code, period, index, level and incident' },
);

const fileSchema = z.object(
  {
    areas: z
      .array(outcome, { error: 'must be a list of areas and months' })
      .min(1, { error: 'must name at least one area and month' })
      .superRefine(refuseTwice),
  },
  { error: 'must be an object with areas' },
);

function refuseTwice(rows: readonly AssessedOutcome[], context: z.RefinementCtx): void {
  const seen = new Set<string>();
  rows.forEach(({ code, period }, at) => {
    const place = `${code}@${period}`;
    if (seen.has(place)) context.addIssue({ code: 'custom', path: [at], message: 'is given more than once; keep one' });
    seen.add(place);
  });
}

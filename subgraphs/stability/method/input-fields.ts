import { z } from 'zod';

import { parseAreaCode } from '../../shared/area-code';

/** What files for the method have in common: how a month and an area are written. */

export const month = z
  .string({ error: 'must be a month such as "2024-10"' })
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'must be a month such as "2024-10"' });

export const areaCode = z.unknown().transform((text, context) => {
  const parsed = parseAreaCode(text);
  if (parsed.ok) return parsed.code;
  context.addIssue({ code: 'custom', message: `is refused: ${parsed.reason}` });
  return z.NEVER;
});

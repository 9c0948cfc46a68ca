import { z } from 'zod';

import { GatewayClient, type GatewayOptions } from '../../common/gateway-client';
import { ToldError } from '../../common/told-error';
import { shaped } from '../export/page';
import { indicatorIds } from '../stability/method/cells';
import { explainReadout } from '../stability/method/explain/explain-readout';
import type { Readout } from '../stability/method/explain/readout';
import { methodNamed } from '../stability/method/method-version';
import type { Language } from '../stability/method/words/words';

export interface AskedExplanation extends GatewayOptions {
  readonly code: string;
  readonly month: string;
  readonly language: Language;
}

/** In words, line by line, and what they were made from. */
export interface Explanation {
  readonly lines: readonly string[];
  readonly readout: Readout;
}

/**
 * Explains one area and month as the graph tells it: what may not be told is in no sentence.
 * @throws ToldError when the gateway does not answer, or has no index of the area.
 */
export async function explainFromGraph({ code, month, language, ...gateway }: AskedExplanation): Promise<Explanation> {
  const { data, denied } = await new GatewayClient(gateway).ask(query, { code, month });
  const [denial] = denied;
  if (denial !== undefined) throw new ToldError(`The gateway: ${denial.reason}`);
  const { area } = shaped(answer, data);
  if (area?.stability == null) {
    throw new ToldError(`${code} is not assessed: units of the index are cities, districts and villages.`);
  }
  const readout = readoutOf(area, area.stability, code);
  return { lines: explainReadout(readout, language, methodNamed(readout.methodVersion)), readout };
}

const change = '{ since from delta drivers { kind dimension indicator value } }';
const query = `query Explain($code: AreaCode!, $month: Month!) {
  area(code: $code) { name stability(month: $month) {
    month methodVersion index standardError interval { low high } level levelProbability
    reliability { grade } dimensions { id value } indicators { id status ageMonths value }
    contributions { dimension indicator value }
    previous: change ${change} city: change(against: CITY) ${change} trend { direction }
    history(months: 60) { month index standardError reliability { grade } }
  } }
}`;

const dimension = z.enum(['H', 'V', 'C']);
const indicatorId = z.enum(indicatorIds);
const level = z.enum(['NORMAL', 'WASPADA', 'SIAGA', 'AWAS']);
const reliabilityGrade = z.object({ grade: z.enum(['A', 'B', 'C', 'D']) });
const part = z.object({
  kind: z.enum(['INDICATOR', 'DIMENSION', 'DATA_AVAILABILITY', 'FLOOR', 'ROUNDING']).optional(),
  dimension: dimension.nullable(),
  indicator: indicatorId.nullable(),
  value: z.number(),
});
const toldChange = z
  .object({ since: z.string(), from: z.number(), delta: z.number(), drivers: z.array(part) })
  .nullable();
const stability = z.object({
  month: z.string(),
  methodVersion: z.string(),
  index: z.number().nullable(),
  standardError: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  level: level.nullable(),
  levelProbability: z.number().nullable(),
  reliability: reliabilityGrade,
  dimensions: z.array(z.object({ id: dimension, value: z.number().nullable() })),
  indicators: z.array(
    z.object({
      id: indicatorId,
      status: z.enum(['OBSERVED', 'POOLED', 'MISSING', 'NOT_APPLICABLE']),
      ageMonths: z.number(),
      value: z.number().nullable(),
    }),
  ),
  contributions: z.array(part),
  previous: toldChange,
  city: toldChange,
  trend: z.object({ direction: z.enum(['WORSENING', 'STABLE', 'IMPROVING']) }).nullable(),
  history: z.array(
    z.object({
      month: z.string(),
      index: z.number().nullable(),
      standardError: z.number().nullable(),
      reliability: reliabilityGrade,
    }),
  ),
});
type Stability = z.infer<typeof stability>;
const answer = z.object({ area: z.object({ name: z.string(), stability: stability.nullable() }).nullable() });

function readoutOf({ name }: { name: string }, told: Stability, code: string): Readout {
  const { month, reliability, dimensions, trend, history, ...same } = told;
  const scoreOf = (id: string): number | null => dimensions.find((each) => each.id === id)?.value ?? null;
  // The month itself as it is computed now, those before as they are stored.
  const months = [...history.filter((each) => each.month < month), told];
  return {
    ...same,
    place: `${name} (${code})`,
    period: month,
    grade: reliability.grade,
    dimensions: { H: scoreOf('H'), V: scoreOf('V'), C: scoreOf('C') },
    trend: trend?.direction ?? null,
    history: months.map((each) => ({
      period: each.month,
      index: each.index,
      se: each.standardError,
      reliabilityGrade: each.reliability.grade,
    })),
  };
}

import { z } from 'zod';

import type { GatewayClient } from '../../../common/gateway-client';
import { ToldError } from '../../../common/told-error';
import { areaPath } from '../../shared/area-code';
import type { Month } from '../../shared/calendar';
import { assessmentKey, type AssessmentRow } from '../models/Assessment';

/** How many assessments are asked for at a time, and of how many areas at most. */
const assessmentsOfPage = 700;
const areasOfPage = 400;

export interface AskedAssessments {
  /** The gateway: it is asked like by any client. */
  readonly gateway: Pick<GatewayClient, 'ask'>;
  /** The area whose parts are asked for, itself included; null is the whole country. */
  readonly within: string | null;
  readonly level: string;
  readonly months: readonly Month[];
}

/** An assessment as it is stored, but for when it was published. */
export type AskedAssessment = Omit<AssessmentRow, 'publishedAt'>;

/**
 * What the graph computes now, page by page, in the order of the areas.
 * @throws ToldError unless the gateway answers, whole and without an error.
 */
export async function* askAssessments(asked: AskedAssessments): AsyncGenerator<AskedAssessment[]> {
  let after: string | null = null;
  do {
    const page: AreaPage = await askPage(asked, after);
    yield page.nodes.flatMap((node) => assessmentsOf(node, asked));
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}

const told = z.object({
  month: z.string(),
  asOf: z.string(),
  provisional: z.boolean(),
  methodVersion: z.string(),
  staleAgencies: z.array(z.string()),
  inputDigest: z.string(),
  status: z.enum(['OK', 'INSUFFICIENT_DATA']),
  rounded: z.boolean(),
  index: z.number().nullable(),
  standardError: z.number().nullable(),
  level: z.string().nullable(),
  dimensions: z.array(z.looseObject({ id: z.string() })),
  indicators: z.array(z.looseObject({ id: z.string() })),
  cityChange: z.looseObject({ delta: z.number() }).nullable(),
});
const areaPage = z.object({
  nodes: z.array(z.object({ code: z.string() }).catchall(told.nullable())),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
type AreaPage = z.infer<typeof areaPage>;
type AreaNode = AreaPage['nodes'][number];

/** What the other fields of an assessment are computed from. */
const storedFields = `month asOf provisional methodVersion staleAgencies inputDigest status rounded index standardError level
  dimensions { id value }
  indicators { id dimension agency status norm weight numerator denominator value ageMonths }
  cityChange: change(against: CITY) { from to delta drivers { kind dimension indicator value } }`;

async function askPage({ gateway, within, level, months }: AskedAssessments, after: string | null): Promise<AreaPage> {
  const fields = months.map((month, index) => `m${index}: stability(month: "${month}") { ...Stored }`);
  const query = `query Assess($within: AreaCode, $level: AreaLevel!, $first: Int!, $after: String) {
    areas(within: $within, level: $level, first: $first, after: $after) {
      nodes { code ${fields.join(' ')} }
      pageInfo { hasNextPage endCursor }
    }
  }
  fragment Stored on StabilityAssessment { ${storedFields} }`;
  const first = Math.min(areasOfPage, Math.ceil(assessmentsOfPage / months.length));
  const { data, denied } = await gateway.ask(query, { within, level, first, after });
  const parsed = areaPage.safeParse(data.areas);
  if (parsed.success && denied.length === 0) return parsed.data;
  const reason = denied[0]?.reason ?? 'the answer is not what was asked for';
  throw new ToldError(`The gateway did not assess ${within ?? 'the country'}: ${reason}`);
}

function assessmentsOf(node: AreaNode, { level, months }: AskedAssessments): AskedAssessment[] {
  const assessedAt = new Date().toISOString();
  return months.flatMap((_, index) => {
    const assessment = node[`m${index}`];
    if (assessment == null || typeof assessment === 'string') return [];
    const { level: stabilityLevel, ...rest } = assessment;
    const place = { areaCode: node.code, areaPath: [...areaPath(node.code)], level };
    const row = { _id: assessmentKey(node.code, assessment.month), ...place, ...rest, stabilityLevel, assessedAt };
    return [row as unknown as AskedAssessment];
  });
}

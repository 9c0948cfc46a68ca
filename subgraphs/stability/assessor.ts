import { z } from 'zod';

import { ToldError } from '../../common/told-error';
import { areaPath } from '../shared/area-code';
import type { Month } from '../shared/calendar';
import { raiseAlerts } from './alerts/raise-alerts';
import type { StabilityModels } from './models';
import type { AssessmentRow } from './models/Assessment';

/** The levels that are units of the index. */
export const assessedLevels = ['CITY', 'DISTRICT', 'VILLAGE'] as const;
export type AssessedLevel = (typeof assessedLevels)[number];

/** How many assessments are asked for at a time, and of how many areas at most. */
const assessmentsOfPage = 1_400;
const areasOfPage = 400;

export interface AssessorOptions {
  /** Where the gateway answers: the assessor asks it like any client. */
  readonly gatewayUrl: string;
  /** Says who asks; without it nobody does. */
  readonly gatewayToken?: string | undefined;
  readonly models: StabilityModels;
  /** The area whose parts are assessed, itself included; null is the whole country. */
  readonly within: string | null;
  readonly levels?: readonly AssessedLevel[];
  readonly months: readonly Month[];
  readonly progress?: (done: number, total: number) => void;
}

export interface AssessorReport {
  readonly stored: number;
  readonly insufficient: number;
}

/** Asks the gateway for the assessments of months and stores them; provisional ones are replaced, published ones too. */
export async function assess(options: AssessorOptions): Promise<AssessorReport> {
  const report = { stored: 0, insufficient: 0 };
  const pageSize = pageSizeFor(options.months);
  for (const level of options.levels ?? assessedLevels) {
    let after: string | null = null;
    do {
      const page: AreaPage = await ask(options, level, after);
      const rows = page.nodes.flatMap((node) => toRows(node, level, options.months));
      await store(options.models, rows);
      report.stored += rows.length;
      report.insufficient += rows.filter(({ status }) => status !== 'OK').length;
      options.progress?.(report.stored, report.stored + (page.pageInfo.hasNextPage ? pageSize : 0));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
  }
  await raiseAlerts(options.models, options.within);
  return report;
}

function pageSizeFor(months: readonly Month[]): number {
  return Math.min(areasOfPage, Math.ceil(assessmentsOfPage / months.length));
}

const told = z.object({
  month: z.string(),
  asOf: z.string(),
  provisional: z.boolean(),
  methodVersion: z.string(),
  staleAgencies: z.array(z.string()),
  status: z.enum(['OK', 'INSUFFICIENT_DATA']),
  rounded: z.boolean(),
  index: z.number().nullable(),
  level: z.string().nullable(),
  dimensions: z.array(z.looseObject({ id: z.string() })),
  indicators: z.array(z.looseObject({ id: z.string() })),
});
const areaPage = z.object({
  nodes: z.array(z.object({ code: z.string() }).catchall(told.nullable())),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
type AreaPage = z.infer<typeof areaPage>;
type AreaNode = AreaPage['nodes'][number];

const assessmentFields =
  'month asOf provisional methodVersion staleAgencies status rounded index level dimensions { id value } indicators { id dimension agency status norm weight }';

async function ask(
  { gatewayUrl, gatewayToken, within, months }: AssessorOptions,
  level: string,
  after: string | null,
): Promise<AreaPage> {
  const fields = months.map((month, index) => `m${index}: stability(month: "${month}") { ${assessmentFields} }`);
  const query = `query Assess($within: AreaCode, $level: AreaLevel!, $first: Int!, $after: String) {
    areas(within: $within, level: $level, first: $first, after: $after) {
      nodes { code ${fields.join(' ')} }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  const answer = await post(gatewayUrl, gatewayToken, {
    query,
    variables: { within, level, first: pageSizeFor(months), after },
  });
  const parsed = areaPage.safeParse(answer.data?.areas);
  if (!parsed.success || answer.errors?.length) {
    const reason = answer.errors?.[0]?.message ?? 'the answer is not what was asked for';
    throw new ToldError(`The gateway did not assess ${within ?? 'the country'}: ${reason}`);
  }
  return parsed.data;
}

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly { message: string }[];
}

async function post(url: string, token: string | undefined, body: object): Promise<Answer> {
  try {
    const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const headers = { 'content-type': 'application/json', ...authorization };
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(120_000),
    });
    return (await response.json()) as Answer;
  } catch {
    throw new ToldError('No gateway answers at GATEWAY_URL; start it with npm start or simpul gateway.');
  }
}

function toRows(node: AreaNode, level: string, months: readonly Month[]): AssessmentRow[] {
  const assessedAt = new Date().toISOString();
  return months.flatMap((_, index) => {
    const assessment = node[`m${index}`];
    if (assessment == null || typeof assessment === 'string') return [];
    const { level: stabilityLevel, ...rest } = assessment;
    const place = { areaCode: node.code, areaPath: [...areaPath(node.code)], level };
    return [{ _id: `${node.code}@${assessment.month}`, ...place, ...rest, stabilityLevel, assessedAt }];
  });
}

async function store({ Assessment }: StabilityModels, rows: readonly AssessmentRow[]): Promise<void> {
  if (rows.length === 0) return;
  const operations = rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } }));
  await Assessment.bulkWrite(operations as never, { ordered: false });
}

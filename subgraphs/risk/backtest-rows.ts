import { z } from 'zod';

import { GatewayClient, type GatewayOptions } from '../../common/gateway-client';
import { ToldError } from '../../common/told-error';
import { provinces } from '../export/area-pages';
import { shaped } from '../export/page';
import { addMonths, type Month } from '../shared/calendar';
import type { AssessedOutcome } from '../stability/method/backtest/backtest';
import { type GraveIncident, outcomesOf, scorableMonths, type StoredArea } from '../stability/method/backtest/outcomes';
import type { RiskMethod } from '../stability/method/risk-method';

export interface AskedBacktest extends GatewayOptions {
  /** The area whose parts are looked at, itself included; null is the whole country. */
  readonly within: string | null;
  readonly level: 'CITY' | 'DISTRICT' | 'VILLAGE';
  readonly method: RiskMethod;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Stored assessments of areas month by month, and whether an incident of S3 or more followed within 30 days: as the
 * gateway tells the asker, who needs `stability:read` and `security:read`. Months whose 30 days are not over, and months
 * that were assessed by another version of the method, are left out.
 * @throws ToldError when the gateway does not answer, or denies the asker a part.
 */
export async function backtestRows(asked: AskedBacktest): Promise<readonly AssessedOutcome[]> {
  const gateway = new GatewayClient(asked);
  const areas = await storedAreas(gateway, asked);
  const months = areas.flatMap((area) => scorableMonths(area, asked.method).map(({ month }) => month)).sort();
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return [];
  return outcomesOf(areas, await graveIncidents(gateway, asked.within, first, addMonths(last, 2)), asked.method);
}

const storedMonth = z.object({
  month: z.string(),
  methodVersion: z.string(),
  index: z.number().nullable(),
  standardError: z.number().nullable(),
  reliability: z.object({ grade: z.enum(['A', 'B', 'C', 'D']) }),
});

const areasOfPage = 50;
const historyQuery = `query Backtest($within: AreaCode, $level: AreaLevel!, $first: Int!, $after: String) {
  areas(within: $within, level: $level, first: $first, after: $after) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes { code stability { asOf history(months: 60) { month methodVersion index standardError reliability { grade } } } }
  }
}`;
const historyPage = z.object({
  totalCount: z.number(),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  nodes: z.array(
    z.object({
      code: z.string(),
      stability: z.object({ asOf: z.string(), history: z.array(storedMonth) }).nullable(),
    }),
  ),
});
type HistoryPage = z.infer<typeof historyPage>;

/** Every area with its stored months. */
async function storedAreas(
  gateway: GatewayClient,
  { within, level, progress }: AskedBacktest,
): Promise<readonly StoredArea[]> {
  const areas: StoredArea[] = [];
  let after: string | null = null;
  do {
    const data = await whole(gateway, historyQuery, { within, level, first: areasOfPage, after });
    const page: HistoryPage = shaped(historyPage, data.areas);
    for (const { code, stability } of page.nodes) {
      areas.push({ code, asOf: stability?.asOf ?? null, months: stability?.history ?? [] });
    }
    progress?.(areas.length, page.totalCount);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  return areas;
}

const incidentQuery = `query GraveIncidents($area: AreaCode!, $from: Month!, $to: Month!, $after: String) {
  area(code: $area) {
    incidents(filter: { severityFrom: S3, from: $from, to: $to }, first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { occurredOn area { code } }
    }
  }
}`;
const incidentPage = z.object({
  incidents: z.object({
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: z.array(z.object({ occurredOn: z.string(), area: z.object({ code: z.string() }) })),
  }),
});
type IncidentPage = z.infer<typeof incidentPage>;

/** Incidents of S3 and more, with where they happened. */
async function graveIncidents(
  gateway: GatewayClient,
  within: string | null,
  from: Month,
  to: Month,
): Promise<readonly GraveIncident[]> {
  const found: GraveIncident[] = [];
  for (const area of within === null ? await provinces(gateway) : [within]) {
    let after: string | null = null;
    do {
      const data = await whole(gateway, incidentQuery, { area, from, to, after });
      const { incidents }: IncidentPage = shaped(incidentPage, data.area);
      for (const { occurredOn, area: place } of incidents.nodes) found.push({ occurredOn, area: place.code });
      after = incidents.pageInfo.hasNextPage ? incidents.pageInfo.endCursor : null;
    } while (after !== null);
  }
  return found;
}

async function whole(gateway: GatewayClient, query: string, variables: object) {
  const { data, denied } = await gateway.ask(query, variables);
  const [denial] = denied;
  if (denial !== undefined) throw new ToldError(`The gateway: ${denial.reason}`);
  return data;
}

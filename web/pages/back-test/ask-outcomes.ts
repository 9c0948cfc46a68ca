import type { AssessedOutcome } from '../../../subgraphs/stability/method/backtest/backtest';
import {
  type GraveIncident,
  outcomesOf,
  scorableMonths,
  type StoredArea,
} from '../../../subgraphs/stability/method/backtest/outcomes';
import { addMonths } from '../../areas/months';
import { type Answer, ask, type Failure } from '../../gateway-api/ask';
import {
  type AreaLevel,
  BacktestHistoryDocument,
  type BacktestHistoryQuery,
  GraveIncidentsDocument,
  type GraveIncidentsQuery,
} from '../../gateway-api/generated/graphql';
import { methodInForce } from './method-in-force';

export interface AskedOutcomes {
  readonly name: string | null;
  readonly rows: readonly AssessedOutcome[];
  readonly failures: readonly Failure[];
  /** Set where there are more areas than a page asks for: none of them was looked at. */
  readonly tooMany: number | null;
}

/** Some ten requests; of more areas than these the command tells. */
export const mostAreas = 500;

/**
 * What was assessed at the end of each month, and whether an incident of S3 or more followed: the same as
 * `simpul risk backtest` takes from the gateway. Where a part is missing, there is no row at all: a score of the rest
 * would mislead.
 * @throws NoAnswer
 */
export async function askOutcomes(
  { within, level }: { readonly within: string; readonly level: AreaLevel },
  signal: AbortSignal,
): Promise<AskedOutcomes> {
  const none = { name: null, rows: [], failures: [], tooMany: null };
  const areas: StoredArea[] = [];
  let count = 0;
  const missingAreas = await everyPage(
    (after) => ask(BacktestHistoryDocument, { within, level, after }, signal),
    ({ areas: { totalCount, pageInfo, nodes } }: BacktestHistoryQuery) => {
      count = totalCount;
      for (const { code, stability } of nodes) {
        areas.push({ code, asOf: stability?.asOf ?? null, months: stability?.history ?? [] });
      }
      return totalCount > mostAreas ? lastPage : pageInfo;
    },
  );
  if (missingAreas !== null) return { ...none, failures: missingAreas };
  if (count > mostAreas) return { ...none, tooMany: count };

  const months = areas.flatMap((area) => scorableMonths(area, methodInForce).map(({ month }) => month)).sort();
  const [from, last] = [months[0], months.at(-1)];
  if (from === undefined || last === undefined) return none;
  const incidents: GraveIncident[] = [];
  let name: string | null = null;
  const missingIncidents = await everyPage(
    (after) => ask(GraveIncidentsDocument, { area: within, from, to: addMonths(last, 2), after }, signal),
    ({ area }: GraveIncidentsQuery) => {
      if (area?.incidents == null) return null;
      name = area.name;
      for (const { occurredOn, area: place } of area.incidents.nodes) incidents.push({ occurredOn, area: place.code });
      return area.incidents.pageInfo;
    },
  );
  if (missingIncidents !== null) return { ...none, failures: missingIncidents };
  return { ...none, name, rows: outcomesOf(areas, incidents, methodInForce) };
}

interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

const lastPage: PageInfo = { hasNextPage: false, endCursor: null };

/** Asks page after page. Resolves with what failed; null when all was told. `take` gives null where a page is not whole. */
async function everyPage<Data>(
  askPage: (after: string | null) => Promise<Answer<Data>>,
  take: (data: Data) => PageInfo | null,
): Promise<readonly Failure[] | null> {
  let page: PageInfo = { hasNextPage: true, endCursor: null };
  while (page.hasNextPage) {
    const { data, failures } = await askPage(page.endCursor);
    if (data === null || failures.length > 0) return failures;
    const next = take(data);
    if (next === null) return failures;
    page = next;
  }
  return null;
}

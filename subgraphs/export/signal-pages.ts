import type { GatewayClient } from '../../common/gateway-client';
import type { AreaLevel } from '../shared/area-code';
import { signalMonths } from '../shared/arguments';
import { type Month, monthsUpTo } from '../shared/calendar';
import { type GraphNode, type MonthRange, type SignalExport, valueAt } from '../shared/export-definition';
import { connectionShape, deniedBeneath, type Page, selectionOf, shaped } from './page';

// A page of 20 areas by 14 months is some thousand points of the asker's budget.
const pageSize = 20;

export interface SignalQuestion {
  readonly within: string | null;
  readonly level: AreaLevel;
  readonly months: MonthRange | null;
}

/** Pages of what is told of each area of a level, newest month first. A whole field that is denied ends them. */
export async function* signalPages(
  definition: SignalExport,
  { within, level, months }: SignalQuestion,
  gateway: GatewayClient,
): AsyncGenerator<Page> {
  const asked = definition.takes === 'months' ? null : await newestMonths(definition, level, within, months, gateway);
  if (asked !== null && !Array.isArray(asked)) {
    yield asked;
    return;
  }
  const query = queryOf(definition, asked);
  let after: string | null = null;
  do {
    const { data, denied } = await gateway.ask(query, { within, level, first: pageSize, after });
    const { nodes, pageInfo } = shaped(connectionShape, data.areas);
    const [reason] = denied.map((each) => each.reason);
    if (reason !== undefined && denied.some(({ path }) => path.length <= 4)) {
      yield deniedWhole(within, reason);
      return;
    }
    yield {
      nodes: nodes.flatMap((area) => rowsOf(area, months)),
      total: null,
      deniedFields: deniedBeneath(denied, ['areas', 'nodes', 'list']),
    };
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

function deniedWhole(within: string | null, reason: string): Page {
  return { nodes: [], total: null, deniedFields: new Map(), deniedArea: { area: within ?? 'Indonesia', reason } };
}

/** The months to ask for one by one: the newest told and those before it. A page where not even that is told. */
async function newestMonths(
  { field }: SignalExport,
  level: AreaLevel,
  within: string | null,
  range: MonthRange | null,
  gateway: GatewayClient,
): Promise<Month[] | Page> {
  const query = `query ExportMonths($within: AreaCode, $level: AreaLevel!) {
    areas(within: $within, level: $level, first: 1) { nodes { ${field} { month } } }
  }`;
  const { data, denied } = await gateway.ask(query, { within, level });
  if (denied[0] !== undefined) return deniedWhole(within, denied[0].reason);
  const newest = valueAt(data, `areas.nodes.${field}.month`) as readonly (Month | null)[];
  if (newest[0] == null) return [];
  return monthsUpTo(newest[0], signalMonths)
    .reverse()
    .filter((month) => isIn(month, range));
}

function queryOf({ field, takes, columns }: SignalExport, months: readonly Month[] | null): string {
  const own = columns.map((each) => ({ ...each, from: each.from.filter((path) => !path.startsWith('area.')) }));
  const fields = `{ ${selectionOf(own)} }`;
  const lists =
    takes === 'months'
      ? `list: ${field}(months: ${signalMonths}) ${fields}`
      : (months ?? []).map((month, at) => `list${at}: ${field}(month: "${month}") ${fields}`).join(' ');
  return `query ExportSignals($within: AreaCode, $level: AreaLevel!, $first: Int!, $after: String) {
    areas(within: $within, level: $level, first: $first, after: $after) {
      nodes { code name ${lists} }
      pageInfo { hasNextPage endCursor }
    }
  }`;
}

function rowsOf({ code, name, ...lists }: GraphNode, range: MonthRange | null): GraphNode[] {
  const told = Object.values(lists).flat() as (GraphNode | null)[];
  return told.flatMap((month) =>
    month !== null && isIn(String(month.month), range) ? [{ ...month, area: { code, name } }] : [],
  );
}

function isIn(month: Month, range: MonthRange | null): boolean {
  return range === null || (month >= range.first && month <= range.last);
}

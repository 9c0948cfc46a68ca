import type { GatewayClient } from '../../common/gateway-client';
import { isWithin } from '../shared/area-code';
import { addMonths, type Month, monthOf, monthsBetween } from '../shared/calendar';
import { type AreaExport, type GraphNode, type MonthRange, valueAt } from '../shared/export-definition';
import { connectionShape, deniedBeneath, type Page, selectionOf, shaped } from './page';

const pageSize = 100;

export interface AreaQuestion {
  /** The area whose records are asked for; null is all provinces, one after another. */
  readonly within: string | null;
  readonly months: MonthRange | null;
}

/** Pages of the records that areas list. One page is held at a time, however long the lists are. */
export async function* areaPages(
  definition: AreaExport,
  { within, months }: AreaQuestion,
  gateway: GatewayClient,
): AsyncGenerator<Page> {
  const filtered = definition.monthFilter !== undefined && months !== null;
  const query = queryOf(definition, filtered);
  for (const area of within === null ? await provinces(gateway) : [within]) {
    for (const month of filtered ? eachMonth(months) : [null]) {
      const whole = within !== null && months === null;
      for await (const page of listPages(definition, query, area, month, gateway)) {
        const nodes = page.nodes.filter((node) => {
          const home = within === null ? definition.home?.(node) : undefined;
          return (home === undefined || isWithin(home, area)) && isInMonths(node, definition, filtered ? null : months);
        });
        yield { ...page, nodes, total: whole ? page.total : null };
        if (page.deniedArea !== undefined) break;
        if (definition.newestFirst && months !== null && endsBefore(page.nodes, definition, months)) break;
      }
    }
  }
}

async function* listPages(
  definition: AreaExport,
  query: string,
  area: string,
  month: Month | null,
  gateway: GatewayClient,
): AsyncGenerator<Page> {
  let after: string | null = null;
  let total: number | null = null;
  do {
    const variables = { area, first: pageSize, after, ...(month === null ? {} : { month }) };
    const { data, denied } = await gateway.ask(query, variables);
    const deniedFields = deniedBeneath(denied, ['area', 'list', 'nodes']);
    const list = valueAt(data, 'area.list');
    const [reason] = denied.flatMap(({ path, reason: why }) => (path.length <= 2 ? [why] : []));
    if (list === null && reason !== undefined) {
      yield { nodes: [], total: null, deniedFields: new Map(), deniedArea: { area, reason } };
      return;
    }
    const { nodes, pageInfo, totalCount } = shaped(connectionShape, list);
    total ??= totalCount ?? null;
    yield { nodes: await completed(nodes, definition, gateway), total, deniedFields };
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
}

/** The list as `list`, whole or of one month. */
function queryOf({ list, monthFilter, columns, day, counted }: AreaExport, filtered: boolean): string {
  const fields = selectionOf([...columns, { name: '', from: [day], cell: () => null }]);
  return `query Export($area: AreaCode!, $first: Int!, $after: String${filtered ? ', $month: Month!' : ''}) {
    area(code: $area) {
      list: ${list}(${filtered ? `filter: ${monthFilter}, ` : ''}first: $first, after: $after) {
        nodes { ${fields} }
        pageInfo { hasNextPage endCursor }
        ${counted ? 'totalCount' : ''}
      }
    }
  }`;
}

async function completed(
  nodes: readonly GraphNode[],
  { complete }: AreaExport,
  gateway: GatewayClient,
): Promise<readonly GraphNode[]> {
  if (complete === undefined) return nodes;
  const whole: GraphNode[] = [];
  for (const node of nodes) {
    whole.push(await complete(node, async (query, variables) => (await gateway.ask(query, variables)).data));
  }
  return whole;
}

export async function provinces(gateway: GatewayClient): Promise<readonly string[]> {
  const { data } = await gateway.ask(
    '{ areas(level: PROVINCE, first: 1000) { nodes { code } pageInfo { hasNextPage endCursor } } }',
    {},
  );
  return shaped(connectionShape, data.areas).nodes.map(({ code }) => String(code));
}

function eachMonth({ first, last }: MonthRange): Month[] {
  return Array.from({ length: monthsBetween(first, last) + 1 }, (_, index) => addMonths(first, index));
}

export function isInMonths(node: GraphNode, { day }: { readonly day: string }, months: MonthRange | null): boolean {
  if (months === null) return true;
  const value = node[day];
  return typeof value === 'string' && monthOf(value) >= months.first && monthOf(value) <= months.last;
}

function endsBefore(nodes: readonly GraphNode[], { day }: AreaExport, { first }: MonthRange): boolean {
  const last = nodes.at(-1)?.[day];
  return typeof last === 'string' && monthOf(last) < first;
}

import type { GatewayClient } from '../../common/gateway-client';
import { type AreaLevel, areaLevels } from '../shared/area-code';
import { type AreaFieldsExport, valueAt } from '../shared/export-definition';
import { connectionShape, deniedBeneath, type Page, selectionOf, shaped } from './page';

const pageSize = 1_000;

export interface AreaFieldsQuestion {
  readonly within: string | null;
  /** null is every level. */
  readonly level: AreaLevel | null;
}

/** Pages of what is told of areas themselves, level by level from the provinces down. */
export async function* areaFieldPages(
  { columns, held }: AreaFieldsExport,
  { within, level: only }: AreaFieldsQuestion,
  gateway: GatewayClient,
): AsyncGenerator<Page> {
  const query = `query ExportAreas($within: AreaCode, $level: AreaLevel!, $first: Int!, $after: String) {
    areas(within: $within, level: $level, first: $first, after: $after) {
      nodes { ${selectionOf(columns)} }
      pageInfo { hasNextPage endCursor }
    }
  }`;
  for (const level of only === null ? areaLevels : [only]) {
    let after: string | null = null;
    do {
      const { data, denied } = await gateway.ask(query, { within, level, first: pageSize, after });
      const { nodes, pageInfo } = shaped(connectionShape, data.areas);
      yield {
        nodes: nodes.filter((area) => valueAt(area, held) !== null),
        total: null,
        deniedFields: deniedBeneath(denied, ['areas', 'nodes']),
      };
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  }
}

import { type ResultOf } from 'gql.tada';

import { ask, type Gateway, graphql } from './gateway';

const districts = graphql(`
  query Districts($within: AreaCode!) {
    areas(within: $within, level: DISTRICT) {
      nodes {
        code
        name
        stability {
          month
          index
          level
        }
      }
    }
  }
`);

type District = ResultOf<typeof districts>['areas']['nodes'][number];

export interface DistrictRow {
  readonly code: string;
  readonly name: string;
  /** null where the data are insufficient, or the agency cannot be reached. */
  readonly index: number | null;
}

/** The districts of a city, the highest index first; those without one last. */
export async function districtsOf(gateway: Gateway, within: string): Promise<readonly DistrictRow[]> {
  const { data } = await ask(gateway, districts, { within });
  const rows = (data?.areas.nodes ?? []).map(rowOf);
  return rows.sort((one, other) => (other.index ?? -1) - (one.index ?? -1));
}

function rowOf({ code, name, stability }: District): DistrictRow {
  return { code, name, index: stability?.index ?? null };
}

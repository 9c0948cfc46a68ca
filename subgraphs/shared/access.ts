import { GraphQLError } from 'graphql';

import type { Agency, Identity } from '../../common/identity';

/** Whose officers may see an agency's records of persons, by which scope. */
export interface PersonalRecords {
  readonly agency: Agency;
  readonly scope: string;
}

/**
 * Whether the viewer may see records of persons in an area: an officer of the agency, with the scope, a purpose and a
 * working area that the area lies in. The gateway asks the same but for the area; it is not the only wall.
 */
export function maySee(identity: Identity, { agency, scope }: PersonalRecords, areaCode: string): boolean {
  const { viewer, areas, purpose } = identity;
  if (viewer === null || purpose === null || identity.agency !== agency) return false;
  return identity.scopes.includes(scope) && areas.some((area) => areaCode === area || areaCode.startsWith(`${area}.`));
}

/** The record when the viewer may see it. One that may not be seen is as one that is not there. */
export function seenBy<Row extends { readonly areaCode: string }>(
  identity: Identity,
  records: PersonalRecords,
  row: Row | null,
): Row | null {
  return row !== null && maySee(identity, records, row.areaCode) ? row : null;
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE when the viewer may not see the area's records, whatever is there. */
export function requireArea(identity: Identity, records: PersonalRecords, areaCode: string): void {
  if (maySee(identity, records, areaCode)) return;
  throw new GraphQLError('Unauthorized field or type: it is for those who work in this area.', {
    extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
  });
}

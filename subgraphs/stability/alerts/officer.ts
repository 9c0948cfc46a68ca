import { GraphQLError } from 'graphql';

import type { Agency, Identity } from '../../../common/identity';
import { isWithin } from '../../shared/area-code';

/** An officer of an agency who may follow alerts up in the areas that he works in. */
export interface Officer {
  /** `issuer:subject`. */
  readonly id: string;
  readonly agency: Agency;
  readonly areas: readonly string[];
}

const scope = 'activity:write';

/**
 * The officer who asks. The gateway asks the same; it is not the only wall.
 * @throws UNAUTHORIZED_FIELD_OR_TYPE for everybody else.
 */
export function officerOf({ viewer, agency, scopes, areas }: Identity): Officer {
  if (viewer === null || agency === null || areas.length === 0 || !scopes.includes(scope)) {
    throw unauthorised('it is for officers of an agency who follow alerts up.');
  }
  return { id: viewer, agency, areas };
}

/** @throws UNAUTHORIZED_FIELD_OR_TYPE unless the officer works in all of the areas. */
export function requireAreas({ areas }: Officer, codes: readonly string[]): void {
  const foreign = codes.find((code) => !areas.some((area) => isWithin(code, area)));
  if (foreign !== undefined) throw unauthorised(`it is for those who work in the area ${foreign}.`);
}

/** Whether the names of officers are for the asker: they are for those who follow alerts up. */
export function seesOfficers({ scopes }: Identity): boolean {
  return scopes.includes(scope);
}

function unauthorised(because: string): GraphQLError {
  const extensions = { code: 'UNAUTHORIZED_FIELD_OR_TYPE' };
  return new GraphQLError(`Unauthorized field or type: ${because}`, { extensions });
}

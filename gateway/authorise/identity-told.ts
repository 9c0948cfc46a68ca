import type { Identity } from '../../common/identity';
import type { Asker } from '../auth/viewer';
import type { PlanAccess } from './plan-access';

/**
 * Who asks, as subgraphs are told for one operation: nothing where nothing is protected, the rights alone where no policy
 * looks at the viewer, else the viewer. Whatever is shared between requests is shared by what was told.
 */
export function identityTold({ scopes, hasPolicies }: PlanAccess, { viewer, purpose }: Asker): Identity | null {
  if (viewer === null || (scopes.length === 0 && !hasPolicies)) return null;
  const held = scopes.filter((scope) => viewer.scopes.includes(scope));
  if (!hasPolicies) return { viewer: null, agency: null, scopes: held, areas: [], purpose: null };
  return { viewer: viewer.id, agency: viewer.agency, scopes: held, areas: viewer.areas, purpose };
}

import { identityText } from '../../common/identity';
import type { Asker, Viewer } from '../auth/viewer';
import type { PlanAccess } from './plan-access';

/**
 * Who asks, as subgraphs are told for one operation, as a header's value: empty where nothing is protected, the rights
 * alone where no policy looks at the viewer, else the viewer. Whatever is shared between requests is shared by what was
 * told.
 */
export function identityTold(access: PlanAccess, { viewer, purpose }: Asker): string {
  const { scopes, hasPolicies } = access;
  if (viewer === null || (scopes.length === 0 && !hasPolicies)) return '';
  const toldOf = told.get(access) ?? new WeakMap<Viewer, Map<string | null, string>>();
  const byPurpose = toldOf.get(viewer) ?? new Map<string | null, string>();
  const known = byPurpose.get(purpose);
  if (known !== undefined) return known;
  const text = textFor(access, viewer, purpose);
  told.set(access, toldOf.set(viewer, byPurpose.set(purpose, text)));
  return text;
}

/** An operation that comes again from the same viewer is told the same. Purposes are of a configured list. */
const told = new WeakMap<PlanAccess, WeakMap<Viewer, Map<string | null, string>>>();

function textFor({ scopes, hasPolicies }: PlanAccess, viewer: Viewer, purpose: string | null): string {
  const held = scopes.filter((scope) => viewer.scopes.includes(scope));
  if (!hasPolicies) return identityText({ viewer: null, agency: null, scopes: held, areas: [], purpose: null });
  return identityText({ viewer: viewer.id, agency: viewer.agency, scopes: held, areas: viewer.areas, purpose });
}

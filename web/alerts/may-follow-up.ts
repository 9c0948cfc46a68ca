import { isWithin } from '../areas/area-code';
import type { Words } from '../language/english';
import type { Persona } from '../sign-in/asker';

const scope = 'activity:write';

/** Why somebody may not follow alerts of an area up; null for who may. The gateway decides: this tells it beforehand. */
export function whyNotFollowUp(asker: Persona | undefined, area: string, { followUp }: Words): string | null {
  if (asker === undefined) return followUp.notSignedIn;
  if (asker.agency === null || !asker.scopes.includes(scope)) return followUp.notOfficer;
  return asker.areas.some((working) => isWithin(area, working))
    ? null
    : followUp.notWorkingArea(asker.areas.join(', '));
}

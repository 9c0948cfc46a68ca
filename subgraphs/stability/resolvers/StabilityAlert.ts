import type { SubgraphContext } from '../../shared/subgraph-definition';
import { seesOfficers } from '../alerts/officer';
import type { StabilityLoaders } from '../loaders';
import { actionFor, type ProtectiveAction as Action } from '../method/protective-actions';
import type { Language } from '../method/words/words';
import type { AlertDeed, StabilityAlertRow } from '../models/StabilityAlert';

type Context = SubgraphContext<StabilityLoaders>;

export const StabilityAlert = {
  __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.alertByNumber.load(id),
  id: ({ _id }: StabilityAlertRow) => _id,
  area: ({ areaCode }: StabilityAlertRow, _: unknown, { loaders }: Context) => loaders.areas.get(areaCode),
  suggestedActions: ({ answersTo }: StabilityAlertRow) => answersTo.map(actionFor),
  activities: ({ _id }: StabilityAlertRow, _: unknown, { loaders }: Context) => loaders.plannedByAlert.load(_id),
};

export const ProtectiveAction = {
  kind: ({ activity }: Action) => activity,
  text: ({ text }: Action, { language }: { language: 'EN' | 'ID' }) => text[language.toLowerCase() as Language],
};

/** Of an acknowledgement and of a closure alike. */
export const officerOfDeed = {
  by: ({ by }: AlertDeed, _: unknown, { identity }: Context) => (seesOfficers(identity) ? by : null),
};

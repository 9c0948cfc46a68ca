import type { Identity } from '../../../common/identity';
import type { AreaCatalogue } from '../../shared/area-catalogue';
import { cityOf } from '../../shared/area-code';
import { addDays, type Day } from '../../shared/calendar';
import { oneOf } from '../../shared/filter';
import type { StabilityModels } from '../models';
import type { StabilityAlertRow } from '../models/StabilityAlert';
import { FollowUp } from './follow-up';

/**
 * What the demonstration's officers did about its alerts, done as officers do it: one alert is acknowledged, and for
 * another a mediation is planned with two action items. All others wait for whoever tries it. Nothing is done where
 * somebody has taken an alert up already.
 */
export async function demonstrateFollowUp(
  models: StabilityModels,
  { areas, today }: { readonly areas: Pick<AreaCatalogue, 'has'>; readonly today: () => Day },
): Promise<void> {
  const some = await models.StabilityAlert.findOne({ state: oneOf(['ACKNOWLEDGED', 'CLOSED']) } as object).lean();
  if (some !== null) return;
  const [first, second] = await models.StabilityAlert.find({
    basis: 'RUNNING_MONTH',
    level: oneOf(['SIAGA', 'AWAS']),
  } as object)
    .sort({ month: -1, _id: 1 })
    .limit(2)
    .lean<StabilityAlertRow[]>();
  const followUp = new FollowUp({ models, areas, today });
  if (first !== undefined) {
    const note = 'The incidents are known; the early-warning forum follows them.';
    await followUp.acknowledge(officerFor(first), { id: first._id, note });
  }
  if (second !== undefined) await planMediation(followUp, second, today());
}

async function planMediation(
  followUp: FollowUp,
  { _id: alert, areaCode }: StabilityAlertRow,
  today: Day,
): Promise<void> {
  const officer = officerFor({ areaCode });
  await followUp.acknowledge(officer, {
    id: alert,
    note: 'Looked at with UNHCR and the village head; a mediation is planned.',
  });
  const { _id: activity } = await followUp.plan(officer, {
    alert,
    title: 'Mediation between neighbours and residents of the shelter',
    kind: 'MEDIATION',
    heldOn: addDays(today, 7),
    agencies: ['UNHCR', 'KESBANGPOL'],
    areas: [areaCode],
  });
  await followUp.addItem(officer, {
    activity,
    task: 'Agree on a contact for everybody who feels unsafe',
    owner: 'KESBANGPOL',
    dueOn: addDays(today, 14),
  });
  await followUp.addItem(officer, {
    activity,
    task: 'Information for residents in their languages',
    owner: 'UNHCR',
    dueOn: addDays(today, 21),
  });
}

/** The persona of the demonstration who works in the city of an area. */
function officerFor({ areaCode }: Pick<StabilityAlertRow, 'areaCode'>): Identity {
  return {
    viewer: 'demonstration:kesbangpol-officer',
    agency: 'KESBANGPOL',
    scopes: ['activity:write'],
    areas: [cityOf(areaCode) ?? areaCode],
    purpose: null,
  };
}

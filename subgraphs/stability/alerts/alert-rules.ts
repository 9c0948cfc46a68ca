import { conflict } from '../../shared/subgraph-errors';
import type { PlannedActivityRow } from '../models/PlannedActivity';
import type { AlertDeed, StabilityAlertRow } from '../models/StabilityAlert';
import type { AlertOutcome } from '../stability-vocabulary';

/** @throws CONFLICT when somebody else, or with another note, took the alert up before; or when it is closed. */
export function acknowledged(alert: StabilityAlertRow, deed: AlertDeed): StabilityAlertRow {
  const { acknowledgement } = alert;
  if (acknowledgement === null) return { ...alert, state: 'ACKNOWLEDGED', acknowledgement: deed };
  if (isSame(acknowledgement, deed)) return alert;
  const next = alert.state === 'CLOSED' ? 'it is closed' : 'plan what is to be done, or close it';
  throw conflict(`id: ${alert._id} was acknowledged ${whoAndWhen(acknowledgement)}; ${next}.`);
}

/**
 * @throws CONFLICT when the alert is closed already, when nobody has acknowledged it, or when ANSWERED is not true of its
 * activities.
 */
export function closed(
  alert: StabilityAlertRow,
  deed: AlertDeed,
  outcome: AlertOutcome,
  activities: readonly PlannedActivityRow[],
): StabilityAlertRow {
  const { closure } = alert;
  if (closure !== null && isSame(closure, deed) && closure.outcome === outcome) return alert;
  if (closure !== null) throw conflict(`id: ${alert._id} was closed ${whoAndWhen(closure)}.`);
  requireTakenUp(alert, 'id');
  if (outcome === 'ANSWERED') requireAnswered(alert, activities);
  return { ...alert, state: 'CLOSED', closure: { ...deed, outcome } };
}

/** @throws CONFLICT when the alert was not acknowledged, or is closed. */
export function requireTakenUp({ _id, state, closure }: StabilityAlertRow, argument: string): void {
  if (state === 'RAISED') throw conflict(`${argument}: nobody has acknowledged ${_id}; do it with acknowledgeAlert.`);
  if (closure !== null) throw conflict(`${argument}: ${_id} was closed ${whoAndWhen(closure)}.`);
}

function requireAnswered({ _id }: StabilityAlertRow, activities: readonly PlannedActivityRow[]): void {
  const otherwise = 'or choose another outcome than ANSWERED, which says why not';
  const planned = activities.filter(({ state }) => state === 'PLANNED').map((activity) => activity._id);
  if (planned.length > 0) {
    throw conflict(
      `outcome: ${listed(planned)} not held yet; tell the day with recordJointActivityHeld, ${otherwise}.`,
    );
  }
  if (activities.length === 0) {
    throw conflict(`outcome: no joint activity was held for ${_id}; plan one with planJointActivity, ${otherwise}.`);
  }
  const open = activities.flatMap(({ _id: activity, actionItems }) =>
    actionItems.filter(({ doneOn }) => doneOn === null).map(({ id }) => `item ${id} of ${activity}`),
  );
  if (open.length > 0) {
    throw conflict(`outcome: ${listed(open)} not done; tell the day with completeActionItem, ${otherwise}.`);
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  const more = names.length > 3 ? ` and ${names.length - 3} more` : '';
  return `${shown}${more} ${names.length === 1 ? 'is' : 'are'}`;
}

/** Whether an officer says again what was said before. */
function isSame(one: AlertDeed, other: AlertDeed): boolean {
  return one.by === other.by && one.note === other.note;
}

function whoAndWhen({ agency, at }: AlertDeed): string {
  return `at ${at} by an officer of ${agency}`;
}

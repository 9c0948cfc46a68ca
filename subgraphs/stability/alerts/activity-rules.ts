import { addDays, type Day } from '../../shared/calendar';
import { badInput, conflict, notFound } from '../../shared/subgraph-errors';
import type { PlannedActivityRow, PlannedItemRow } from '../models/PlannedActivity';
import type { Agency } from '../stability-vocabulary';

/** How many days ahead something is planned at most. */
const daysAhead = 366;
const mostItems = 50;

/** @throws BAD_USER_INPUT unless a day lies from today to a year from now. */
export function requireAhead(argument: string, day: Day, today: Day): void {
  requireBetween(argument, day, today, addDays(today, daysAhead));
}

/** @throws BAD_USER_INPUT for a day before the activity was planned or after today; CONFLICT when it was held on another. */
export function held(activity: PlannedActivityRow, heldOn: Day, by: string, today: Day): PlannedActivityRow {
  if (activity.state === 'HELD') {
    if (activity.heldOn === heldOn) return activity;
    throw conflict(`heldOn: ${activity._id} was held on ${activity.heldOn}.`);
  }
  requireBetween('heldOn', heldOn, activity.plannedOn, today);
  return { ...activity, state: 'HELD', heldOn, heldSaidBy: by };
}

export interface NewItem {
  readonly task: string;
  readonly owner: Agency;
  readonly dueOn: Day;
}

/** @throws BAD_USER_INPUT for an owner that takes no part, or a day that is past or more than a year ahead. */
export function withItem(
  activity: PlannedActivityRow,
  { task, owner, dueOn }: NewItem,
  by: string,
  today: Day,
): PlannedActivityRow {
  const { agencies, actionItems } = activity;
  if (actionItems.some(isItem({ task, owner, dueOn }, by))) return activity;
  if (!agencies.includes(owner)) {
    throw badInput(`owner: ${owner} takes no part in ${activity._id}; choose one of ${agencies.join(', ')}.`);
  }
  requireAhead('dueOn', dueOn, today);
  if (actionItems.length >= mostItems) {
    throw badInput(
      `activity: ${activity._id} has ${mostItems} action items, which is the most; plan another activity.`,
    );
  }
  const id = String(Math.max(0, ...actionItems.map((item) => Number(item.id))) + 1);
  return {
    ...activity,
    actionItems: [...actionItems, { id, task, owner, dueOn, doneOn: null, addedBy: by, doneBy: null }],
  };
}

/** Takes an item back that nobody has done yet. */
export function withoutItem(activity: PlannedActivityRow, item: NewItem, by: string): PlannedActivityRow {
  const isTaken = isItem(item, by);
  return { ...activity, actionItems: activity.actionItems.filter((each) => !isTaken(each) || each.doneOn !== null) };
}

function isItem({ task, owner, dueOn }: NewItem, by: string): (item: PlannedItemRow) => boolean {
  return (item) => item.task === task && item.owner === owner && item.dueOn === dueOn && item.addedBy === by;
}

/**
 * @throws NOT_FOUND for an item that is not there; BAD_USER_INPUT for a day before the activity was planned or after
 * today; CONFLICT when it was done on another day.
 */
export function withItemDone(
  activity: PlannedActivityRow,
  item: string,
  doneOn: Day,
  { by, today }: { readonly by: string; readonly today: Day },
): PlannedActivityRow {
  const known = activity.actionItems.find(({ id }) => id === item);
  if (known === undefined) {
    throw notFound(
      `item: ${activity._id} has no action item of this number; its items are in JointActivity.actionItems.`,
    );
  }
  if (known.doneOn === doneOn) return activity;
  if (known.doneOn !== null) throw conflict(`doneOn: item ${item} of ${activity._id} was done on ${known.doneOn}.`);
  requireBetween('doneOn', doneOn, activity.plannedOn, today);
  const done = { ...known, doneOn, doneBy: by };
  return { ...activity, actionItems: activity.actionItems.map((each) => (each.id === item ? done : each)) };
}

function requireBetween(argument: string, day: Day, first: Day, last: Day): void {
  if (day < first || day > last) throw badInput(`${argument}: ${day} must be from ${first} to ${last}.`);
}

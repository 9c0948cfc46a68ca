import type { Model } from 'mongoose';

import type { Identity } from '../../../common/identity';
import type { AreaCatalogue } from '../../shared/area-catalogue';
import type { Day } from '../../shared/calendar';
import { badInput } from '../../shared/subgraph-errors';
import type { PlannedActivityRow } from '../models/PlannedActivity';
import type { AlertDeed, StabilityAlertRow } from '../models/StabilityAlert';
import type { AlertOutcome } from '../stability-vocabulary';
import { held, type NewItem, withItem, withItemDone, withoutItem } from './activity-rules';
import { acknowledged, closed, requireTakenUp } from './alert-rules';
import { changeRow } from './change-row';
import { noteText } from './note-text';
import { type Officer, officerOf, requireAreas } from './officer';
import { activityOf, type ActivityPlan, checkPlan } from './plan-activity';

export interface FollowUpParts {
  readonly models: {
    readonly StabilityAlert: Model<StabilityAlertRow>;
    readonly PlannedActivity: Model<PlannedActivityRow>;
  };
  readonly areas: Pick<AreaCatalogue, 'has'>;
  readonly today: () => Day;
  readonly now?: () => Date;
}

const mostActivities = 20;

/**
 * What officers do about alerts. Who asks is looked at first, then what is told, then the alert or activity as it is.
 * Each gives the changed thing, and throws a clear error where it cannot be.
 */
export class FollowUp {
  constructor(private readonly parts: FollowUpParts) {}

  async acknowledge(identity: Identity, { id, note }: { id: string; note: string }): Promise<StabilityAlertRow> {
    const officer = officerOf(identity);
    const deed = this.deedOf(officer, note);
    return this.changeAlert(officer, id, (alert) => acknowledged(alert, deed));
  }

  async close(
    identity: Identity,
    { id, outcome, note }: { id: string; outcome: AlertOutcome; note: string },
  ): Promise<StabilityAlertRow> {
    const officer = officerOf(identity);
    const deed = this.deedOf(officer, note);
    return this.changeAlert(officer, id, async (alert) => closed(alert, deed, outcome, await this.activitiesOf(id)));
  }

  async plan(identity: Identity, plan: ActivityPlan): Promise<PlannedActivityRow> {
    const officer = officerOf(identity);
    const today = this.parts.today();
    const checked = checkPlan(plan, this.parts.areas, today);
    const alert = await this.changeAlert(officer, plan.alert, (row) => row, 'input.alert');
    requireAreas(officer, checked.areas);
    const activity = activityOf(checked, alert, officer, today);
    const others = await this.activitiesOf(alert._id);
    const known = others.find(({ _id }) => _id === activity._id);
    if (known !== undefined) return known;
    requireTakenUp(alert, 'input.alert');
    if (others.length >= mostActivities) {
      throw badInput(
        `input.alert: ${alert._id} has ${mostActivities} activities, which is the most; hold one of them.`,
      );
    }
    const { row, isNew } = await this.insert(activity);
    if (isNew) await this.stayTakenUp(row, 'input.alert', () => this.withdraw(row));
    return row;
  }

  async recordHeld(
    identity: Identity,
    { activity, heldOn }: { activity: string; heldOn: Day },
  ): Promise<PlannedActivityRow> {
    const { id: by } = officerOf(identity);
    return this.changeActivity(identity, activity, (row) => held(row, heldOn, by, this.parts.today()));
  }

  async addItem(
    identity: Identity,
    { activity, ...item }: NewItem & { activity: string },
  ): Promise<PlannedActivityRow> {
    const { id: by } = officerOf(identity);
    const added = { ...item, task: noteText('task', item.task) };
    const found = { isNew: false };
    const changed = await this.changeActivity(identity, activity, async (row) => {
      const next = withItem(row, added, by, this.parts.today());
      found.isNew = next !== row;
      if (found.isNew) requireTakenUp(await this.alertOf(row), 'activity');
      return next;
    });
    if (found.isNew) await this.stayTakenUp(changed, 'activity', () => this.withdrawItem(changed, added, by));
    return changed;
  }

  async completeItem(
    identity: Identity,
    { activity, item, doneOn }: { activity: string; item: string; doneOn: Day },
  ): Promise<PlannedActivityRow> {
    const { id: by } = officerOf(identity);
    const deed = { by, today: this.parts.today() };
    return this.changeActivity(identity, activity, (row) => withItemDone(row, item, doneOn, deed));
  }

  private deedOf({ id: by, agency }: Officer, note: string): AlertDeed {
    const at = (this.parts.now?.() ?? new Date()).toISOString();
    return { by, agency, at, note: noteText('note', note) };
  }

  private changeAlert(
    officer: Officer,
    id: string,
    rule: (alert: StabilityAlertRow) => StabilityAlertRow | Promise<StabilityAlertRow>,
    argument = 'id',
  ): Promise<StabilityAlertRow> {
    const missing = `${argument}: there is no alert of this number; those that there are, Query.alerts lists.`;
    return changeRow(this.parts.models.StabilityAlert, { id, missing }, (alert) => {
      requireAreas(officer, [alert.areaCode]);
      return rule(alert);
    });
  }

  private changeActivity(
    identity: Identity,
    id: string,
    rule: (activity: PlannedActivityRow) => PlannedActivityRow | Promise<PlannedActivityRow>,
  ): Promise<PlannedActivityRow> {
    const officer = officerOf(identity);
    const missing =
      'activity: no activity of this number was planned here; those of an alert are in StabilityAlert.activities.';
    return changeRow(this.parts.models.PlannedActivity, { id, missing }, (activity) => {
      requireAreas(officer, activity.areaCodes);
      return rule(activity);
    });
  }

  /**
   * What was added to an alert changes the alert too: whoever closes it at the same time looks at its activities again.
   * Where it was closed just before, what was added is taken back.
   * @throws CONFLICT when it was closed.
   */
  private async stayTakenUp(
    { alert }: PlannedActivityRow,
    argument: string,
    takeBack: () => Promise<unknown>,
  ): Promise<void> {
    const missing = `${argument}: there is no alert of this number any more.`;
    try {
      await changeRow(this.parts.models.StabilityAlert, { id: alert, missing }, (row) => {
        requireTakenUp(row, argument);
        return { ...row };
      });
    } catch (error) {
      await takeBack();
      throw error;
    }
  }

  private withdraw({ _id, revision }: PlannedActivityRow): Promise<unknown> {
    return this.parts.models.PlannedActivity.deleteOne({ _id, revision });
  }

  private withdrawItem({ _id: id }: PlannedActivityRow, item: NewItem, by: string): Promise<unknown> {
    return changeRow(this.parts.models.PlannedActivity, { id, missing: 'activity: it is gone.' }, (row) =>
      withoutItem(row, item, by),
    );
  }

  private activitiesOf(alert: string): Promise<PlannedActivityRow[]> {
    return this.parts.models.PlannedActivity.find({ alert })
      .limit(mostActivities + 1)
      .lean<PlannedActivityRow[]>()
      .exec();
  }

  private async alertOf({ alert }: PlannedActivityRow): Promise<StabilityAlertRow> {
    const row = await this.parts.models.StabilityAlert.findOne({ _id: alert }).lean<StabilityAlertRow | null>();
    if (row === null) throw new Error('An activity is of an alert that is not there.');
    return row;
  }

  /** Whoever sends the same plan at the same time gets the same activity. */
  private async insert(activity: PlannedActivityRow): Promise<{ row: PlannedActivityRow; isNew: boolean }> {
    const { PlannedActivity } = this.parts.models;
    const isNew = await PlannedActivity.insertMany([activity]).then(
      () => true,
      (error: unknown) => {
        if ((error as { code?: unknown }).code !== 11_000) throw error;
        return false;
      },
    );
    const row = await PlannedActivity.findOne({ _id: activity._id }).lean<PlannedActivityRow | null>();
    return { row: row ?? activity, isNew };
  }
}

import type { Model } from 'mongoose';

import { oneOf } from '../../shared/filter';
import type { AssessmentRow } from '../models/Assessment';
import type { StabilityAlertRow } from '../models/StabilityAlert';
import { raisedAlert } from './raised-alert';
import { type Rise, risesOf } from './rises';
import { assessmentsById, monthsByArea, type StoredMonth } from './stored-months';

export interface AlertModels {
  readonly Assessment: Model<AssessmentRow>;
  readonly StabilityAlert: Model<StabilityAlertRow>;
}

export interface AlertsReport {
  /** Alerts that were not there before. */
  readonly raised: number;
  /** Alerts of the running month that it does not raise any more, and that nobody had taken up. */
  readonly withdrawn: number;
}

const areasOfBatch = 500;

/**
 * Raises an alert for each rise in the stored months of an area and its parts, or of the whole country. A rise has one
 * alert however often this runs, and however many run it at once. Alerts of the running month go with what it becomes,
 * unless a person has taken them up.
 */
export async function raiseAlerts(
  models: AlertModels,
  within: string | null,
  now: () => Date = () => new Date(),
): Promise<AlertsReport> {
  const report = { raised: 0, withdrawn: 0 };
  let batch: (readonly StoredMonth[])[] = [];
  const raiseBatch = async (): Promise<void> => {
    const done = await raiseIn(models, batch, now().toISOString());
    report.raised += done.raised;
    report.withdrawn += done.withdrawn;
    batch = [];
  };
  for await (const months of monthsByArea(models.Assessment, within)) {
    batch.push(months);
    if (batch.length === areasOfBatch) await raiseBatch();
  }
  if (batch.length > 0) await raiseBatch();
  return report;
}

async function raiseIn(
  { Assessment, StabilityAlert }: AlertModels,
  areas: readonly (readonly StoredMonth[])[],
  at: string,
): Promise<AlertsReport> {
  const rises = areas.flatMap(risesOf);
  const known = await StabilityAlert.find({ areaCode: oneOf(areas.flatMap(([month]) => month?.areaCode ?? [])) })
    .batchSize(areasOfBatch)
    .lean<StabilityAlertRow[]>();
  const byId = new Map(known.map((alert) => [alert._id, alert]));
  const isRisen = new Set(rises.map(({ id }) => id));

  const raised = rises.filter(({ id }) => !byId.has(id));
  const changed = rises.flatMap((rise) => {
    const alert = byId.get(rise.id);
    return alert !== undefined && mayChange(alert, rise) ? [[rise, alert] as const] : [];
  });
  const details = [...raised, ...changed.filter(([, { state }]) => state === 'RAISED').map(([rise]) => rise)];
  const assessments = await assessmentsById(
    Assessment,
    details.flatMap(({ month, before }) => [month._id, ...(before === null ? [] : [before._id])]),
  );
  const gone = known.filter(({ _id, basis }) => basis === 'RUNNING_MONTH' && !isRisen.has(_id));
  const withdrawn = gone.filter(({ state }) => state === 'RAISED');
  await write(StabilityAlert, [
    ...raised.map((rise) => ({ insertOne: { document: raisedAlert(rise, assessments, at) } })),
    ...changed.map(([rise, alert]) =>
      replacement(alert, alert.state === 'RAISED' ? raisedAlert(rise, assessments, alert.raisedAt) : basisOf(rise)),
    ),
    ...gone.filter(({ state }) => state !== 'RAISED').map((alert) => replacement(alert, { basis: 'SUPERSEDED' })),
    ...withdrawn.map(({ _id, state, revision }) => ({ deleteOne: { filter: { _id, state, revision } } })),
  ]);
  return { raised: raised.length, withdrawn: withdrawn.length };
}

/**
 * Whether the month became another since the alert was raised. What a closed month said stays, and of an alert that a
 * person has taken up only what it rests on changes.
 */
function mayChange({ basis, state, index, probability, fromLevel }: StabilityAlertRow, rise: Rise): boolean {
  if (basis === 'CLOSED_MONTH') return false;
  const isSame = index === rise.month.index && probability === rise.probability && fromLevel === rise.fromLevel;
  return basis !== basisOf(rise).basis || (state === 'RAISED' && !isSame);
}

function basisOf({ month }: Rise): Pick<StabilityAlertRow, 'basis'> {
  return { basis: month.provisional ? 'RUNNING_MONTH' : 'CLOSED_MONTH' };
}

// Somebody may take the alert up meanwhile: then it is left as it is, and the next run sees it.
function replacement(alert: StabilityAlertRow, changes: Partial<StabilityAlertRow>) {
  const { _id, revision } = alert;
  return { replaceOne: { filter: { _id, revision }, replacement: { ...alert, ...changes, revision: revision + 1 } } };
}

const alreadyThere = 11_000;

async function write(model: Model<StabilityAlertRow>, operations: readonly object[]): Promise<void> {
  if (operations.length === 0) return;
  try {
    await model.bulkWrite(operations as never, { ordered: false });
  } catch (error) {
    // Another assessor was first with the same alert.
    const faults = [(error as { writeErrors?: unknown }).writeErrors ?? error].flat() as readonly { code?: unknown }[];
    if (!faults.every(({ code }) => code === alreadyThere)) throw error;
  }
}

import { indicatorsToAnswer } from '../method/protective-actions';
import type { AssessmentRow } from '../models/Assessment';
import type { StabilityAlertRow } from '../models/StabilityAlert';
import { changeOfMonths, contributionsOf } from './change-of-months';
import type { Rise } from './rises';

/** The alert of a rise, with why the index rose and what may answer it. `at` is when it is raised. */
export function raisedAlert(
  { id, month, before, fromLevel, level, probability, needsConfirmation }: Rise,
  assessments: ReadonlyMap<string, AssessmentRow>,
  at: string,
): StabilityAlertRow {
  const now = assessments.get(month._id);
  const then = assessments.get(before?._id ?? '');
  const change = now === undefined || then === undefined ? null : changeOfMonths(then, now);
  const drivers = (change?.drivers ?? []).flatMap(({ indicator, value }) =>
    indicator === null ? [] : [[indicator, value] as const],
  );
  return {
    _id: id,
    areaCode: month.areaCode,
    areaPath: month.areaPath,
    month: month.month,
    fromLevel,
    level,
    probability,
    index: month.index,
    needsConfirmation,
    change,
    answersTo: now === undefined ? [] : indicatorsToAnswer(drivers, contributionsOf(now)),
    basis: month.provisional ? 'RUNNING_MONTH' : 'CLOSED_MONTH',
    raisedAt: at,
    state: 'RAISED',
    acknowledgement: null,
    closure: null,
    revision: 1,
  };
}

import { changeBetween } from '../assessment/change-between';
import { contributionsOf } from '../assessment/contributions-of';
import type { ToldAssessment } from '../assessment/told-assessment';
import { type IndicatorPoints, indicatorsToAnswer } from '../method/protective-actions';
import { type AssessmentRow, toldOfRow } from '../models/Assessment';
import type { AlertChange, StabilityAlertRow } from '../models/StabilityAlert';
import type { Rise } from './rises';

/** The alert of a rise, with why the index rose and what may answer it. `at` is when it is raised. */
export function raisedAlert(
  { id, month, before, fromLevel, level, probability, needsConfirmation }: Rise,
  assessments: ReadonlyMap<string, AssessmentRow>,
  at: string,
): StabilityAlertRow {
  const now = toldOf(assessments.get(month._id));
  const then = toldOf(assessments.get(before?._id ?? ''));
  const change = now === null || then === null ? null : changeSince(then, now);
  const contributions = now === null ? [] : contributionsOf(now);
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
    answersTo: indicatorsToAnswer(pointsOf(change?.drivers ?? []), pointsOf(contributions)),
    basis: month.provisional ? 'RUNNING_MONTH' : 'CLOSED_MONTH',
    raisedAt: at,
    state: 'RAISED',
    acknowledgement: null,
    closure: null,
    revision: 1,
  };
}

function changeSince(before: ToldAssessment, after: ToldAssessment): AlertChange | null {
  const change = changeBetween(before, after);
  return change && { ...change, against: 'MONTH', since: before.month };
}

// What may not be told apart has no action of its own.
function pointsOf(parts: readonly Pick<AlertChange['drivers'][number], 'indicator' | 'value'>[]): IndicatorPoints {
  return parts.flatMap(({ indicator, value }) => (indicator === null ? [] : [[indicator, value] as const]));
}

function toldOf(row: AssessmentRow | undefined): ToldAssessment | null {
  return row === undefined ? null : toldOfRow(row);
}

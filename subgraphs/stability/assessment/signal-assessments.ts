import type { Month } from '../../shared/calendar';
import {
  type AreaSignals,
  assessCityOf,
  assessFigures,
  figuresOf,
  monthsOfSignals,
  type SignalAssessment,
} from './assess-from-signals';
import { changeBetween } from './change-between';
import { inputDigest } from './input-digest';
import type { AssessmentParent, OtherAssessments } from './other-assessments';
import { type ToldAssessment, toldAssessment } from './told-assessment';

/**
 * The assessment of an area in a month, computed from signals.
 * @throws BAD_USER_INPUT for a month before the last 14 or in the future.
 */
export function assessmentFromSignals(signals: AreaSignals, month: Month): AssessmentParent {
  return assessmentParent(assessFigures(figuresOf(signals, month)), signals);
}

/** The same of figures that may be supposed; it is compared with the assessments of the signals as they are. */
export function assessmentParent(assessed: SignalAssessment, signals: AreaSignals): AssessmentParent {
  const told = toldAssessment(assessed);
  return {
    ...told,
    areaCode: signals.code,
    inputDigest: () => inputDigest(assessed),
    others: othersFromSignals(signals, told),
  };
}

function othersFromSignals(signals: AreaSignals, told: ToldAssessment): OtherAssessments {
  const months = monthsOfSignals(signals);
  return {
    earliest: months[0] ?? null,
    ofMonth: (other) =>
      Promise.resolve(months.includes(other) ? toldAssessment(assessFigures(figuresOf(signals, other))) : null),
    fromCity: () => {
      const city = assessCityOf(signals, figuresOf(signals, told.month));
      return Promise.resolve(city && changeBetween(toldAssessment(city), told));
    },
  };
}

import type { JointActivityKind } from '../stability-vocabulary';
import type { AreaAssessment } from './assessment';
import type { IndicatorId } from './cells';
import type { ChangeDrivers } from './change-drivers';
import type { Agency } from './risk-method';
import { wordsOf } from './words/language';
import type { Language } from './words/words';

/** Something that agencies can do together about an indicator. It helps people; it is never enforcement against them. */
export interface ProtectiveAction {
  readonly indicator: IndicatorId;
  readonly activity: ProtectiveActivity;
  /** The agency that would lead it. */
  readonly agency: Agency;
  readonly text: Readonly<Record<Language, string>>;
}

/** A joint visit looks into how people live: no alert suggests one. */
export type ProtectiveActivity = Exclude<JointActivityKind, 'JOINT_VISIT'>;

const answers: Readonly<Record<IndicatorId, readonly [ProtectiveActivity, Agency]>> = {
  H1: ['MEDIATION', 'KESBANGPOL'],
  H2: ['MEDIATION', 'KESBANGPOL'],
  H3: ['OUTREACH', 'KESBANGPOL'],
  H4: ['COORDINATION_MEETING', 'KESBANGPOL'],
  V1: ['SERVICE_DRIVE', 'UNHCR'],
  V2: ['SERVICE_DRIVE', 'UNHCR'],
  V3: ['OUTREACH', 'UNHCR'],
  V4: ['MEDIATION', 'UNHCR'],
  C1: ['SERVICE_DRIVE', 'IMMIGRATION'],
  C2: ['COORDINATION_MEETING', 'KESBANGPOL'],
  C3: ['COORDINATION_MEETING', 'TIMPORA'],
  C4: ['OUTREACH', 'IMMIGRATION'],
};

/** Points of an index by the indicator that brings them. */
export type IndicatorPoints = readonly (readonly [IndicatorId, number])[];

/**
 * The actions that answer what drives an index: first the indicators that raised it since the baseline, then those it
 * rests on most. Nothing is suggested for an indicator at 0, nor for an area without an index.
 */
export function protectiveActions(
  assessment: AreaAssessment,
  change: ChangeDrivers | null,
  most = 3,
): readonly ProtectiveAction[] {
  const contributions = Object.values(assessment.indicators).map(
    ({ id, contribution }) => [id, contribution ?? 0] as const,
  );
  const drivers = Object.entries(change?.drivers ?? {}) as [IndicatorId, number][];
  return indicatorsToAnswer(drivers, contributions, most).map(actionFor);
}

/** The indicators to be answered first: those that raised an index most, then those it rests on most. */
export function indicatorsToAnswer(
  drivers: IndicatorPoints,
  contributions: IndicatorPoints,
  most = 3,
): readonly IndicatorId[] {
  return [...new Set([...raising(drivers), ...raising(contributions)])].slice(0, most);
}

function raising(points: IndicatorPoints): readonly IndicatorId[] {
  const above = points.filter(([, value]) => value > 0);
  return above.sort(([, one], [, other]) => other - one).map(([id]) => id);
}

/** The action that answers an indicator. */
export function actionFor(indicator: IndicatorId): ProtectiveAction {
  const [activity, agency] = answers[indicator];
  const text = { en: wordsOf('en').actions[indicator], id: wordsOf('id').actions[indicator] };
  return { indicator, activity, agency, text };
}

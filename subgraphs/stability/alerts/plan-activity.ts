import { createHash } from 'node:crypto';

import type { AreaCatalogue } from '../../shared/area-catalogue';
import { areaPath, isWithin } from '../../shared/area-code';
import type { Day } from '../../shared/calendar';
import { badInput, notFound } from '../../shared/subgraph-errors';
import type { PlannedActivityRow } from '../models/PlannedActivity';
import type { StabilityAlertRow } from '../models/StabilityAlert';
import { agencies, type Agency, type JointActivityKind } from '../stability-vocabulary';
import { requireAhead } from './activity-rules';
import { noteText } from './note-text';
import type { Officer } from './officer';

/** A joint activity that is to be held, as an officer tells it. */
export interface ActivityPlan {
  readonly alert: string;
  readonly title: string;
  readonly kind: JointActivityKind;
  readonly heldOn: Day;
  readonly agencies: readonly Agency[];
  readonly areas: readonly string[];
}

const mostAreas = 100;

/** @throws BAD_USER_INPUT or NOT_FOUND for what of a plan is wrong whatever the alert is like. */
export function checkPlan(plan: ActivityPlan, areas: Pick<AreaCatalogue, 'has'>, today: Day): ActivityPlan {
  const title = noteText('title', plan.title);
  if (plan.kind === 'JOINT_VISIT') {
    throw badInput(
      'kind: a JOINT_VISIT looks into how people live and is no answer to an alert; choose MEDIATION, OUTREACH, SERVICE_DRIVE or COORDINATION_MEETING.',
    );
  }
  requireAhead('heldOn', plan.heldOn, today);
  // In one order and each once: the same plan has the same number.
  const takingPart = agencies.filter((agency) => plan.agencies.includes(agency));
  if (takingPart.length === 0) throw badInput(`agencies: must name one or more of ${agencies.join(', ')}.`);
  const codes = [...new Set(plan.areas)].sort();
  if (codes.length === 0 || codes.length > mostAreas) {
    throw badInput(`areas: ${codes.length} areas are named; name 1 to ${mostAreas}.`);
  }
  const unknown = codes.find((code) => !areas.has(code));
  if (unknown !== undefined) throw notFound(`areas: ${unknown} is not the code of an area of Indonesia.`);
  return { ...plan, title, agencies: takingPart, areas: codes };
}

/**
 * The activity of a checked plan. Its number is made of the plan, so that a plan that is sent again is the same activity.
 * @throws BAD_USER_INPUT for an area that is neither within the alert's nor around it.
 */
export function activityOf(
  plan: ActivityPlan,
  alert: StabilityAlertRow,
  officer: Officer,
  today: Day,
): PlannedActivityRow {
  const { title, kind, heldOn, agencies: takingPart, areas } = plan;
  const elsewhere = areas.find((code) => !isWithin(code, alert.areaCode) && !isWithin(alert.areaCode, code));
  if (elsewhere !== undefined) {
    throw badInput(`areas: ${elsewhere} is neither in ${alert.areaCode}, the alert's area, nor around it.`);
  }
  const content = JSON.stringify([alert._id, title, kind, heldOn, takingPart, areas]);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return {
    _id: `${alert._id}-${digest}`,
    title,
    kind,
    heldOn,
    agencies: takingPart,
    areaCodes: areas,
    areaPath: [...new Set(areas.flatMap((code) => areaPath(code)))],
    actionItems: [],
    alert: alert._id,
    state: 'PLANNED',
    plannedBy: officer.id,
    plannedOn: today,
    heldSaidBy: null,
    revision: 1,
  };
}

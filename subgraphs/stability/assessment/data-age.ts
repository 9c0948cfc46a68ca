import { agencies, type Agency } from '../../../common/identity';
import { type Month, monthsBetween } from '../../shared/calendar';
import type { IndicatorId } from '../method/cells';
import { methodInForce } from '../method/method-version';
import type { AgencyInputs, DataAge } from './signal-cells';

export type AgeByAgency = Readonly<Record<Agency, DataAge>>;

const unknown: DataAge = { stale: false, dataMonth: null };

/** How old the records of each agency are; `own` are those of the joint activities, which no other agency sends. */
export function ageByAgency(inputs: AgencyInputs, own: DataAge): AgeByAgency {
  return {
    IMMIGRATION: inputs.permitInputs ?? unknown,
    UNHCR: inputs.protectionInputs ?? unknown,
    KESBANGPOL: inputs.securityInputs ?? unknown,
    TIMPORA: own,
  };
}

export function staleAgencies(ages: AgeByAgency): readonly Agency[] {
  return agencies.filter((agency) => ages[agency].stale);
}

/** How many months older than `month` the records behind each indicator are; none is named that is of the month itself. */
export function ageMonths(ages: AgeByAgency, month: Month): Partial<Record<IndicatorId, number>> {
  const older = methodInForce.indicators.flatMap(({ id, agency }) => {
    const { dataMonth } = ages[agency];
    const months = dataMonth === null ? 0 : monthsBetween(dataMonth, month);
    return months > 0 ? [[id, months] as const] : [];
  });
  return Object.fromEntries(older);
}

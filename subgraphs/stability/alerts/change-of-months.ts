import type { AreaAssessment } from '../method/assessment';
import type { Dimension, IndicatorId } from '../method/cells';
import { changeDrivers } from '../method/change-drivers';
import type { IndicatorPoints } from '../method/protective-actions';
import type { AssessmentRow } from '../models/Assessment';
import type { AlertChange, AlertDriver } from '../models/StabilityAlert';

interface StoredIndicator {
  readonly id: IndicatorId;
  readonly dimension: Dimension;
  readonly norm: number | null;
  readonly weight: number | null;
}

/** Why a stored index is another than that of an earlier month; null where one of them may not be taken apart. */
export function changeOfMonths(before: AssessmentRow, after: AssessmentRow): AlertChange | null {
  if (before.rounded || after.rounded) return null;
  const change = changeDrivers(asAssessment(before), asAssessment(after));
  if (change === null || before.index === null || after.index === null) return null;
  const dimensionOf = new Map(indicatorsOf(after).map(({ id, dimension }) => [id, dimension]));
  const drivers = Object.entries(change.drivers).map(([id, value]): AlertDriver => {
    const indicator = id as IndicatorId;
    return { kind: 'INDICATOR', dimension: dimensionOf.get(indicator) ?? null, indicator, value };
  });
  const others = [
    { kind: 'DATA_AVAILABILITY', value: change.dataAvailability },
    { kind: 'FLOOR', value: change.floor },
  ] as const;
  const rest = others
    .filter(({ value }) => value !== 0)
    .map((each): AlertDriver => ({ ...each, dimension: null, indicator: null }));
  return {
    against: 'MONTH',
    since: before.month,
    from: before.index,
    to: after.index,
    delta: change.delta,
    drivers: [...drivers, ...rest].sort((one, other) => Math.abs(other.value) - Math.abs(one.value)),
  };
}

/** Points of a stored index by indicator, as far as they are told. */
export function contributionsOf(row: AssessmentRow): IndicatorPoints {
  const { index, dimensions } = row;
  const values = new Map((dimensions as readonly { id: string; value: number | null }[]).map((d) => [d.id, d.value]));
  return indicatorsOf(row).map(({ id, dimension, norm, weight }) => {
    const value = values.get(dimension) ?? 0;
    return [id, index === null || value === 0 ? 0 : (index * (weight ?? 0) * (norm ?? 0)) / (3 * value)] as const;
  });
}

function asAssessment(row: AssessmentRow): AreaAssessment {
  const indicators = Object.fromEntries(indicatorsOf(row).map((each) => [each.id, each]));
  return { ...row, indicators } as unknown as AreaAssessment;
}

function indicatorsOf({ indicators }: AssessmentRow): readonly StoredIndicator[] {
  return indicators as readonly StoredIndicator[];
}

import { floored, indexError, indexOfDimensions, perDimension } from '../method/aggregate';
import type { AreaAssessment } from '../method/assessment';
import type { Dimension } from '../method/cells';
import type { RiskMethod } from '../method/risk-method';

/** The numbers of an assessment of which an index may be told. */
export type AssessedNumbers = Pick<AreaAssessment, 'index' | 'se' | 'dimensions'>;

/**
 * The numbers of an assessment that rests on few persons. V and its error are rounded first, and index and error
 * computed from these: who supposes other figures for H and C, and watches where the index turns, finds no more than
 * the rounded V. Errors are rounded up, so that an interval is never narrower than it should be.
 */
export function roundedNumbers(assessment: AreaAssessment, method: RiskMethod): AssessedNumbers {
  const { H, V, C } = assessment.dimensions;
  const rounded = { H, V: V === null ? null : toTenth(V), C };
  if (rounded.H === null || rounded.V === null || rounded.C === null)
    return { dimensions: rounded, index: null, se: null };
  const dimensions = { H: rounded.H, V: rounded.V, C: rounded.C };
  const index = indexOfDimensions(dimensions, method);
  const errors = perDimension((id) => dimensionError(assessment, id));
  const told = { ...errors, V: upToTenth(errors.V) };
  const se = indexError(
    index,
    perDimension((id) => floored(dimensions[id], method)),
    perDimension((id) => told[id] ** 2),
  );
  return { dimensions, index: toTenth(index), se: upToTenth(se) };
}

function dimensionError({ indicators }: AreaAssessment, id: Dimension): number {
  const rows = Object.values(indicators).filter(({ dimension }) => dimension === id);
  return Math.hypot(...rows.map(({ weight, normSe }) => weight * (normSe ?? 0)));
}

function toTenth(value: number): number {
  return Math.round(value * 10) / 10;
}

// 0.3 may come as 0.30000000000000004, which is no more than three tenths.
function upToTenth(value: number): number {
  return Math.ceil(value * 10 - 1e-9) / 10;
}

import type { Agency } from '../../../common/identity';
import type { Day, Month } from '../../shared/calendar';
import { dimensionIds } from '../method/aggregate';
import type { IndicatorAssessment } from '../method/assessment';
import type { Cell, Dimension, IndicatorId } from '../method/cells';
import { levelOf } from '../method/levels';
import type { RiskLevel } from '../method/risk-method';
import type { SignalAssessment } from './assess-from-signals';
import { methodOf, ruleOf } from './method-of';
import { roundedNumbers } from './rounded-numbers';

/**
 * An assessment as it may be told, as plain data: computed from signals or read from where it was stored. All other
 * fields of StabilityAssessment follow from these.
 */
export interface ToldAssessment {
  readonly month: Month;
  readonly asOf: Day;
  readonly provisional: boolean;
  readonly methodVersion: string;
  readonly staleAgencies: readonly Agency[];
  readonly status: 'OK' | 'INSUFFICIENT_DATA';
  /** Whether V, the index and its error are told to one decimal, and the indicators of V not apart. */
  readonly rounded: boolean;
  readonly index: number | null;
  readonly standardError: number | null;
  /** null also with grade D. */
  readonly level: RiskLevel | null;
  readonly dimensions: readonly ToldDimension[];
  readonly indicators: readonly ToldIndicator[];
}

export interface ToldDimension {
  readonly id: Dimension;
  readonly value: number | null;
}

export interface ToldIndicator {
  readonly id: IndicatorId;
  readonly dimension: Dimension;
  readonly agency: Agency;
  readonly status: IndicatorAssessment['status'];
  readonly norm: number | null;
  /** Share of its dimension's available weight; null where it has none. */
  readonly weight: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly ageMonths: number;
}

/**
 * What may be told of an assessment.
 *
 * The agencies send counts of persons rounded to five and of month ends, so that a rounded count is all that could be
 * solved from an index in full precision. Where a share of persons rests on fewer than ten of them, whether they meet
 * the condition or not, even that is too much: there dimension V is told as a whole and to one decimal, and all else is
 * computed from what is told.
 */
export function toldAssessment(assessed: SignalAssessment): ToldAssessment {
  const { assessment, rounded, figures } = assessed;
  const method = methodOf(assessment);
  const numbers = rounded ? roundedNumbers(assessment, method) : assessment;
  const { index } = numbers;
  return {
    month: figures.month,
    asOf: figures.asOf,
    provisional: figures.provisional,
    methodVersion: assessment.methodVersion,
    staleAgencies: figures.staleAgencies,
    status: assessment.status,
    rounded,
    index,
    standardError: numbers.se,
    level: index === null || assessment.level === null ? null : levelOf(index, method),
    dimensions: dimensionIds.map((id) => ({ id, value: numbers.dimensions[id] })),
    indicators: Object.values(assessment.indicators).map((indicator) => toldIndicator(indicator, assessed)),
  };
}

function toldIndicator(
  { id, dimension, status, norm, weight, value, ageMonths }: IndicatorAssessment,
  { assessment, rounded, figures }: SignalAssessment,
): ToldIndicator {
  const { agency } = ruleOf(assessment, id);
  const isHidden = rounded && dimension === 'V';
  return {
    id,
    dimension,
    agency,
    status,
    norm: isHidden ? null : norm,
    weight: norm === null ? null : weight,
    ...(status === 'OBSERVED' ? counted(id, figures.area.cells[id]) : nothingCounted),
    value: isHidden ? null : value,
    ageMonths,
  };
}

const nothingCounted = { numerator: null, denominator: null };

/** Persons, and applications, which are records of persons: what may be told of their numbers their agency tells. */
const ofPersons: readonly IndicatorId[] = ['V1', 'V2', 'V3', 'V4', 'C1'];

function counted(id: IndicatorId, cell: Cell | null | undefined): Pick<ToldIndicator, 'numerator' | 'denominator'> {
  if (cell == null || 'value' in cell || ofPersons.includes(id)) return nothingCounted;
  return { numerator: 'w' in cell ? cell.w : cell.x, denominator: cell.n };
}

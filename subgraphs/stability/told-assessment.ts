import type { SignalAssessment } from './assess-from-signals';
import type { Cells, IndicatorId } from './method/cells';
import { levelOf } from './method/levels';
import { asri1 } from './method/method-version';

const agencyOf = new Map(asri1.indicators.map(({ id, agency }) => [id, agency]));

/** Numbers of persons beneath this are told nowhere, and nothing is told from which one could be computed. */
const smallestTold = 10;

/**
 * The fields of StabilityAssessment.
 *
 * The agencies send counts of persons rounded to five and of month ends, so that a rounded count is all that could be
 * solved from an index in full precision. Where a share of persons rests on fewer than ten of them, whether they meet
 * the condition or not, even that is too much: there the index and the dimension of protection needs are told to one
 * decimal, and the normalised shares of persons are left out.
 */
export function toldAssessment({ month, asOf, provisional, assessment, cells, staleAgencies }: SignalAssessment) {
  const rounded = restsOnFewPersons(cells);
  const tell = (value: number | null): number | null =>
    rounded && value !== null ? Math.round(value * 10) / 10 : value;
  const index = tell(assessment.index);
  return {
    month,
    asOf,
    provisional,
    methodVersion: assessment.methodVersion,
    staleAgencies,
    status: assessment.status,
    rounded,
    index,
    level: index === null || assessment.level === null ? null : levelOf(index, asri1),
    dimensions: Object.entries(assessment.dimensions).map(([id, value]) => ({
      id,
      value: id === 'V' ? tell(value) : value,
    })),
    indicators: Object.values(assessment.indicators).map(({ id, dimension, status, norm, weight }) => ({
      id,
      dimension,
      agency: agencyOf.get(id),
      status,
      norm: rounded && dimension === 'V' && status === 'OBSERVED' ? null : norm,
      weight: norm === null ? null : weight,
    })),
  };
}

const personShares = ['V1', 'V2', 'V3', 'V4'] as const satisfies readonly IndicatorId[];

function restsOnFewPersons(cells: Cells): boolean {
  return personShares.some((id) => {
    const cell = cells[id];
    const isOwn = cell != null && !('pooled' in cell);
    return isOwn && (cell.x < smallestTold || cell.n - cell.x < smallestTold);
  });
}

import type { AreaAssessment } from '../method/assessment';
import type { Cells, IndicatorId } from '../method/cells';

/** Numbers of persons beneath this are told nowhere, and nothing is told from which one could be computed. */
const smallestTold = 10;

/** The indicators of V. */
export const personShares = ['V1', 'V2', 'V3', 'V4'] as const satisfies readonly IndicatorId[];

/** Whether a share of persons behind an assessment, the area's own or its city's, rests on fewer than ten of them. */
export function restsOnFewPersons({ indicators }: AreaAssessment, area: Cells, city: Cells): boolean {
  return personShares.some((id) => {
    const { status } = indicators[id];
    if (status === 'OBSERVED') return isFew(area[id]);
    return status === 'POOLED' && isFew(city[id]);
  });
}

/** Whether a city's share of persons, which steadies those of its areas, rests on fewer than ten. */
export function cityHasFewPersons(city: Cells): boolean {
  return personShares.some((id) => isFew(city[id]));
}

function isFew(cell: Cells[(typeof personShares)[number]]): boolean {
  return cell != null && cell.n !== null && (cell.x < smallestTold || cell.n - cell.x < smallestTold);
}

import { createHash } from 'node:crypto';

import { canonicalJson } from '../../shared/canonical-json';
import type { AreaAssessment } from '../method/assessment';
import type { Cells } from '../method/cells';
import type { SignalAssessment } from './assess-from-signals';
import { toldAssessment } from './told-assessment';

/**
 * SHA-256, in hex, of what an assessment was made from. Where it is told rounded, the figures of V are left out and what
 * is told of them put in their place: nobody finds a count by trying which gives the digest.
 */
export function inputDigest(assessed: SignalAssessment, supposed: Cells = {}): string {
  const { figures, assessment, rounded } = assessed;
  const { area, city, month } = figures;
  const inputs = {
    method: assessment.methodVersion,
    month,
    residents: { area: area.population, city: city.population },
    area: rounded ? withoutV(area.cells, assessment) : area.cells,
    city: rounded ? withoutV(city.cells, assessment) : city.cells,
    ageMonths: area.ageMonths,
    told: rounded ? toldOfV(assessed) : null,
    supposed,
  };
  return createHash('sha256').update(canonicalJson(inputs)).digest('hex');
}

function withoutV(cells: Cells, { indicators }: AreaAssessment): object {
  const told = Object.values(indicators).map(({ id, dimension, status }) => [
    id,
    dimension === 'V' ? status : cells[id],
  ]);
  return Object.fromEntries(told) as object;
}

function toldOfV(assessed: SignalAssessment): object {
  const { dimensions, standardError } = toldAssessment(assessed);
  return { V: dimensions.find(({ id }) => id === 'V')?.value ?? null, standardError };
}

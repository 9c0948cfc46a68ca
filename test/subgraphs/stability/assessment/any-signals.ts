import type { AreaSignals, MonthFigures } from '../../../../subgraphs/stability/assessment/assess-from-signals';
import type { AssessmentParent } from '../../../../subgraphs/stability/assessment/other-assessments';
import type { AgencyInputs } from '../../../../subgraphs/stability/assessment/signal-cells';
import type { AreaMonth, Cells, PlaceMonth } from '../../../../subgraphs/stability/method/cells';
import { StabilityAssessment } from '../../../../subgraphs/stability/resolvers/StabilityAssessment';

export interface Place {
  readonly area: AreaMonth;
  readonly city: PlaceMonth;
}

/** A place's figures, as if its agencies had sent them. */
export function figuresIn({ area, city }: Place): MonthFigures {
  const month = area.period;
  return { month, asOf: `${month}-28`, provisional: false, staleAgencies: [], area, city };
}

const columns: Readonly<Record<string, readonly [keyof AgencyInputs, string, string]>> = {
  H1: ['securityInputs', 'incidentWeight', 'incidents'],
  H2: ['securityInputs', 'shelterIncidentWeight', 'shelterIncidents'],
  H3: ['securityInputs', 'tensionReports', 'tensionReports'],
  H4: ['securityInputs', 'flaggedPollingStations', 'pollingStations'],
  V1: ['protectionInputs', 'documentsLapsed', 'persons'],
  V2: ['protectionInputs', 'needsUnassisted', 'personsWithNeeds'],
  V3: ['protectionInputs', 'childrenOutOfSchool', 'children'],
  V4: ['protectionInputs', 'precariousShelter', 'shelteredPersons'],
  C1: ['permitInputs', 'applicationsPastStandard', 'applications'],
  C2: ['securityInputs', 'incidentsStillOpen', 'agedIncidents'],
  C4: ['permitInputs', 'lodgingsNotReporting', 'lodgings'],
};

/** What agencies send of the district 31.75.03 in some months, and a joint activity in it on a day. */
export function signalsOf(places: readonly Place[], heldOn = '2024-08-17'): AreaSignals {
  const months = places.map(({ area }) => area.period);
  const base = () => ({ stale: false, dataMonth: null, months, asOf: months.map((month) => `${month}-28`) });
  const inputs: Record<string, Record<string, unknown>> = {
    permitInputs: base(),
    protectionInputs: base(),
    securityInputs: base(),
  };
  for (const [id, [agency, numerator, denominator]] of Object.entries(columns)) {
    const column = (cells: (place: Place) => Cells, key: 'first' | 'second') =>
      places.map((place) => {
        const cell: any = cells(place)[id as 'H1'] ?? {};
        return (key === 'first' ? (cell.w ?? cell.x) : cell.n) ?? null;
      });
    const ofCity = (name: string) => `city${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    Object.assign(inputs[agency] ?? {}, {
      [numerator]: column(({ area }) => area.cells, 'first'),
      [denominator]: column(({ area }) => area.cells, 'second'),
      [ofCity(numerator)]: column(({ city }) => city.cells, 'first'),
      [ofCity(denominator)]: column(({ city }) => city.cells, 'second'),
    });
  }
  const activity = {
    _id: 'A-1',
    kind: 'MEDIATION',
    heldOn,
    areaCodes: ['31.75.03'],
    areaPath: ['31', '31.75', '31.75.03'],
  };
  return {
    code: '31.75.03',
    inputs: inputs,
    residents: { area: places[0]?.area.population ?? null, city: places[0]?.city.population ?? null },
    activities: { rows: [activity as never], age: { stale: false, dataMonth: null } },
    today: '2024-10-31',
  };
}

/** Every field of StabilityAssessment, as a client may ask for it. */
export async function allOf(parent: AssessmentParent) {
  const { others: _, inputDigest, ...told } = parent;
  const [sinceLastMonth, againstCity, trend] = await Promise.all([
    StabilityAssessment.change(parent, { against: 'MONTH' }),
    StabilityAssessment.change(parent, { against: 'CITY' }),
    StabilityAssessment.trend(parent),
  ]);
  return {
    ...told,
    inputDigest: typeof inputDigest === 'string' ? inputDigest : inputDigest(),
    interval: StabilityAssessment.interval(told),
    levelProbability: StabilityAssessment.levelProbability(told),
    levelProbabilities: StabilityAssessment.levelProbabilities(told),
    reliability: StabilityAssessment.reliability(told),
    dimensions: StabilityAssessment.dimensions(told),
    indicators: StabilityAssessment.indicators(told),
    contributions: StabilityAssessment.contributions(told),
    sinceLastMonth,
    againstCity,
    trend,
  };
}

export function sumOf(parts: readonly { readonly value: number }[]): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}

import { addMonths, type Month } from '../../shared/calendar';
import type { SubgraphContext } from '../../shared/subgraph-definition';
import { badInput } from '../../shared/subgraph-errors';
import { changeBetween, type ToldChange } from '../assessment/change-between';
import { contributionsOf, dimensionPoints } from '../assessment/contributions-of';
import { methodOf, ruleOf } from '../assessment/method-of';
import type { AssessmentParent } from '../assessment/other-assessments';
import type { ToldAssessment } from '../assessment/told-assessment';
import { trendBetween, trendSince } from '../assessment/trend-between';
import type { StabilityLoaders } from '../loaders';
import { levelProbabilities } from '../method/levels';
import { gradeOf, lackOfReliability, unreliableShares } from '../method/reliability';
import type { RiskLevel, RiskMethod } from '../method/risk-method';
import { storedHistory } from '../stored-assessments';

type Context = SubgraphContext<StabilityLoaders>;
type Baseline = 'MONTH' | 'CITY' | 'AREA';

export const StabilityAssessment = {
  interval: (told: ToldAssessment) => {
    const { index, standardError } = told;
    if (index === null || standardError === null) return null;
    const reach = methodOf(told).intervalZ * standardError;
    return { low: Math.max(0, index - reach), high: Math.min(10, index + reach) };
  },

  levelProbability: (told: ToldAssessment) =>
    told.level === null ? null : (probabilities(told)?.[told.level] ?? null),

  levelProbabilities: (told: ToldAssessment) =>
    Object.entries(probabilities(told) ?? {}).map(([level, probability]) => ({ level, probability })),

  reliability: (told: ToldAssessment) => {
    const method = methodOf(told);
    const shares = unreliableShares(told.indicators, method);
    const lack = lackOfReliability(shares, method);
    return { grade: gradeOf(lack, told.index !== null, method), lackOfReliability: lack, ...shares };
  },

  dimensions: (told: ToldAssessment) =>
    told.dimensions.map((dimension) => ({ ...dimension, contribution: dimensionPoints(told) })),

  indicators: (told: ToldAssessment) => {
    const points = new Map(contributionsOf(told).map(({ indicator, value }) => [indicator, value]));
    return told.indicators.map((indicator) => ({
      ...indicator,
      contribution: points.get(indicator.id) ?? null,
      unit: units[ruleOf(told, indicator.id).form],
    }));
  },

  contributions: contributionsOf,

  change: async (told: AssessmentParent, { since, against }: { since?: Month | null; against: Baseline }) => {
    const month = since ?? null;
    if (against === 'AREA')
      throw badInput('against: AREA is told by compareAreas(codes: …); ask change for MONTH or CITY.');
    if (against === 'CITY') {
      if (month !== null) throw badInput('since: belongs to against: MONTH; the city is compared in the same month.');
      return toldChange(await told.others.fromCity(), told.month, 'CITY');
    }
    if (month !== null) checkSince(month, told);
    const before = await told.others.ofMonth(month ?? addMonths(told.month, -1));
    return before && toldChange(changeBetween(before, told), before.month, 'MONTH');
  },

  trend: async (told: AssessmentParent) => {
    const before = await told.others.ofMonth(trendSince(told));
    return before && trendBetween(before, told);
  },

  history: (told: AssessmentParent, { months }: { months: number }, { loaders }: Context) =>
    storedHistory(told, months, loaders.storedAssessment),
};

const units: Readonly<Record<RiskMethod['indicators'][number]['form'], string>> = {
  RATE: 'PER_100_000_RESIDENTS',
  SHARE: 'SHARE',
  PERSON_SHARE: 'SHARE',
  VALUE: 'DAYS',
};

function probabilities(told: ToldAssessment): Readonly<Record<RiskLevel, number>> | null {
  const { index, standardError } = told;
  return index === null || standardError === null ? null : levelProbabilities(index, standardError, methodOf(told));
}

function checkSince(since: Month, { month, others: { earliest } }: AssessmentParent): void {
  if (since < month && (earliest === null || since >= earliest)) return;
  const from = earliest === null ? '' : ` and not before "${earliest}"`;
  throw badInput(`since: "${since}" must be a month before "${month}"${from}.`);
}

/** The fields of StabilityChange; null where nothing can be compared. */
export function toldChange(change: ToldChange | null, since: Month, against: Baseline) {
  return change && { ...change, against, since };
}

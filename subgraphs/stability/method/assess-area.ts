import {
  type DimensionScore,
  floored,
  indexError,
  indexOfDimensions,
  type PerDimension,
  perDimension,
  scoreDimension,
} from './aggregate';
import type { AreaAssessment, AssessedArea, IndicatorAssessment } from './assessment';
import type { AreaMonth, IndicatorId, PlaceMonth } from './cells';
import { contributionOf } from './contributions';
import { levelOf, levelProbabilities } from './levels';
import { type Measure, measureAll } from './measure';
import { methodInForce } from './method-version';
import { gradeOf, lackOfReliability, unreliableShares } from './reliability';
import type { RiskMethod } from './risk-method';

/**
 * The stability-risk index of one area in one month, from its own figures and its city's. Total: any finite figures of 0
 * or more give an answer without NaN, and what cannot be computed is null with its reason in `status`.
 */
export function assessArea(area: AreaMonth, city: PlaceMonth, method: RiskMethod = methodInForce): AreaAssessment {
  const measures = measureAll(area, city, method);
  const scores = perDimension((id) => scoreDimension(ofDimension(measures, id), method));
  const index = indexOf(scores, method);
  const indicators = describeIndicators(measures, scores, index?.index ?? null, method);
  const lack = lackOfReliability(unreliableShares(Object.values(indicators), method), method);
  const grade = gradeOf(lack, index !== null, method);
  return {
    methodVersion: method.name,
    period: area.period,
    indicators,
    lackOfReliability: lack,
    reliabilityGrade: grade,
    ...(index ? { ...index, level: grade === 'D' ? null : levelOf(index.index, method) } : withoutIndex(scores)),
  };
}

function ofDimension(measures: readonly Measure[], id: string): readonly Measure[] {
  return measures.filter(({ rule }) => rule.dimension === id);
}

type IndexPart = Pick<AssessedArea, 'status' | 'dimensions' | 'index' | 'se' | 'ci90' | 'levelProbability'>;

function indexOf(scores: PerDimension<DimensionScore>, method: RiskMethod): IndexPart | null {
  const { H, V, C } = perDimension((id) => scores[id].score);
  if (H === null || V === null || C === null) return null;
  const dimensions = { H, V, C };
  const counted = perDimension((id) => floored(dimensions[id], method));
  const index = indexOfDimensions(dimensions, method);
  const se = indexError(
    index,
    counted,
    perDimension((id) => scores[id].variance),
  );
  return {
    status: 'OK',
    dimensions,
    index,
    se,
    ci90: [Math.max(0, index - method.intervalZ * se), Math.min(10, index + method.intervalZ * se)],
    levelProbability: levelProbabilities(index, se, method),
  };
}

function withoutIndex(scores: PerDimension<DimensionScore>) {
  return {
    status: 'INSUFFICIENT_DATA',
    dimensions: perDimension((id) => scores[id].score),
    index: null,
    se: null,
    ci90: null,
    level: null,
    levelProbability: null,
  } as const;
}

function describeIndicators(
  measures: readonly Measure[],
  scores: PerDimension<DimensionScore>,
  index: number | null,
  method: RiskMethod,
): Readonly<Record<IndicatorId, IndicatorAssessment>> {
  const described = measures.map((measure) => {
    const { score, availableWeight } = scores[measure.rule.dimension];
    const weight = measure.rule.weight / availableWeight;
    const contribution = contributionOf(measure.reading?.norm ?? null, weight, score, index, method);
    return [measure.rule.id, describeIndicator(measure, weight, contribution)];
  });
  return Object.fromEntries(described) as Record<IndicatorId, IndicatorAssessment>;
}

function describeIndicator(measure: Measure, weight: number, contribution: number | null): IndicatorAssessment {
  const { rule, reading, applicable, ageMonths } = measure;
  const { id, dimension } = rule;
  if (reading) {
    // Written out: a hundred thousand assessments are made at a time, and spreading is several times as slow.
    const { status, value, se, norm, normSe } = reading;
    return { id, dimension, ageMonths, status, value, se, norm, normSe, weight, contribution };
  }
  const nothing = { value: null, se: null, norm: null, normSe: null, weight: 0, contribution: null } as const;
  return { id, dimension, ageMonths, status: applicable ? 'MISSING' : 'NOT_APPLICABLE', ...nothing };
}

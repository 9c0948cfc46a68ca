import type { AreaAssessment } from '../assessment';
import type { IndicatorId } from '../cells';
import { changeDrivers } from '../change-drivers';
import { methodInForce } from '../method-version';
import type { RiskMethod } from '../risk-method';
import { type AssessedMonth, trendAt } from '../trend';
import type { Language } from '../words/words';
import { explainReadout } from './explain-readout';
import type { Readout, ReadoutChange, ReadoutPart } from './readout';

export interface ToExplain {
  /** What the area is called. */
  readonly place: string;
  readonly assessment: AreaAssessment;
  /** An earlier month of the area to compare with. */
  readonly previous: AreaAssessment | null;
  /** The city in the same month. */
  readonly city: AreaAssessment | null;
  /** The area's months up to this one, for trend and alert. */
  readonly history: readonly AssessedMonth[];
}

/** An assessment in full precision in words, line by line. */
export function explainAssessment(
  toExplain: ToExplain,
  language: Language,
  method: RiskMethod = methodInForce,
): readonly string[] {
  return explainReadout(readoutOf(toExplain, method), language, method);
}

function readoutOf({ place, assessment, previous, city, history }: ToExplain, method: RiskMethod): Readout {
  const { period, methodVersion, index, level, ci90, levelProbability, dimensions } = assessment;
  const indicators = Object.values(assessment.indicators);
  return {
    place,
    period,
    methodVersion,
    index,
    interval: ci90 && { low: ci90[0], high: ci90[1] },
    level,
    levelProbability: level === null ? null : levelProbability[level],
    grade: assessment.reliabilityGrade,
    dimensions,
    indicators,
    contributions: indicators.flatMap(({ id, dimension, contribution }) =>
      contribution === null ? [] : [{ dimension, indicator: id, value: contribution }],
    ),
    previous: changeSince(previous, assessment),
    city: changeSince(city, assessment),
    trend: trendAt(period, history, method)?.direction ?? null,
    history,
  };
}

function changeSince(before: AreaAssessment | null, after: AreaAssessment): ReadoutChange | null {
  const change = before && changeDrivers(before, after);
  if (!change || before.index === null) return null;
  const { delta, drivers, dataAvailability, floor } = change;
  const parts: ReadoutPart[] = (Object.entries(drivers) as [IndicatorId, number][]).map(([indicator, value]) => ({
    dimension: after.indicators[indicator].dimension,
    indicator,
    value,
  }));
  const others = [
    { kind: 'DATA_AVAILABILITY', dimension: null, indicator: null, value: dataAvailability },
    { kind: 'FLOOR', dimension: null, indicator: null, value: floor },
  ] as const;
  return { since: before.period, from: before.index, delta, drivers: [...parts, ...others] };
}

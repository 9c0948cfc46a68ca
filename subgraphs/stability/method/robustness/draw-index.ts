import { indexOfDimensions, perDimension, scoreDimension } from '../aggregate';
import type { Measure, Reading } from '../measure';
import { normalise } from '../normalise';
import type { Random } from '../random';
import type { IndicatorRule, RiskMethod } from '../risk-method';

const weightSpread = 0.25;
const goalpostSpread = 0.1;

/**
 * A method that experts might as well have declared: every weight with a spread of 25 % (log-normal), every upper
 * goalpost up to 10 % lower or higher. One draw holds for all areas, since they are compared by one method.
 */
export function drawMethod(method: RiskMethod, random: Random): RiskMethod {
  // Whether enough came for an index is decided by the weights as declared.
  return { ...method, minimumCoverage: 0, indicators: method.indicators.map((rule) => drawRule(rule, random)) };
}

function drawRule(rule: IndicatorRule, random: Random): IndicatorRule {
  const { low, high } = rule.goalposts;
  return {
    ...rule,
    weight: rule.weight * Math.exp(weightSpread * random.normal()),
    goalposts: { low, high: low + (high - low) * random.between(1 - goalpostSpread, 1 + goalpostSpread) },
  };
}

/**
 * An area's index with its figures drawn about their estimates and a drawn method; null where a dimension has none.
 * `drawn` holds the same indicators as the method that measured, in the same order.
 */
export function drawIndex(measures: readonly Measure[], drawn: RiskMethod, random: Random): number | null {
  const redrawn = measures.map((measure, at) => redraw(measure, drawn.indicators[at] ?? measure.rule, random));
  const { H, V, C } = perDimension((id) => {
    const ofDimension = redrawn.filter(({ rule }) => rule.dimension === id);
    return scoreDimension(ofDimension, drawn).score;
  });
  return H === null || V === null || C === null ? null : indexOfDimensions({ H, V, C }, drawn);
}

function redraw(measure: Measure, rule: IndicatorRule, random: Random): Measure {
  if (!measure.reading) return { ...measure, rule };
  const value = drawValue(rule, measure.reading, random);
  return { ...measure, rule, reading: { ...measure.reading, value, ...normalise(rule, value, 0) } };
}

// The distributions that have the estimate for their mean and its standard error for their spread.
function drawValue({ form }: IndicatorRule, { value, se }: Reading, random: Random): number {
  if (form === 'RATE') {
    const shape = (value / se) ** 2;
    return isDrawable(shape) ? (value / shape) * random.gamma(shape) : value;
  }
  const cases = (value * (1 - value)) / se ** 2 - 1;
  return isDrawable(cases) ? random.beta(value * cases, (1 - value) * cases) : value;
}

// Certain figures, and such as no number can hold the distribution of, are not drawn.
function isDrawable(shape: number): boolean {
  return Number.isFinite(shape) && shape > 0;
}

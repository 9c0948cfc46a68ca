import type { IndicatorId } from '../method/cells';
import { methodNamed } from '../method/method-version';
import type { IndicatorRule, RiskMethod } from '../method/risk-method';

interface ByVersion {
  readonly methodVersion: string;
}

/**
 * The version of the method that an assessment was made by.
 * @throws Error for a version that was never published.
 */
export function methodOf({ methodVersion }: ByVersion): RiskMethod {
  const method = methodNamed(methodVersion);
  if (method === undefined) throw new Error(`There is no method ${methodVersion}.`);
  return method;
}

/** What that version says of an indicator. */
export function ruleOf(assessment: ByVersion, indicator: IndicatorId): IndicatorRule {
  const rule = methodOf(assessment).indicators.find(({ id }) => id === indicator);
  if (rule === undefined) throw new Error(`Method ${assessment.methodVersion} has no ${indicator}.`);
  return rule;
}

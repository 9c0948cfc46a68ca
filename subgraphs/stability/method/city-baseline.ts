import { assessArea } from './assess-area';
import type { AreaAssessment } from './assessment';
import type { PlaceMonth } from './cells';
import { methodInForce } from './method-version';
import type { RiskMethod } from './risk-method';

/**
 * The city as a baseline: assessed by its own totals like an area, drawn towards itself, so that its rates and shares
 * are the city's own. C3 is the days since the last activity that covered the whole city; where none is stated it is
 * missing, and a change against the city puts it under data availability.
 */
export function assessCity(city: PlaceMonth, period: string, method: RiskMethod = methodInForce): AreaAssessment {
  return assessArea({ ...city, period }, city, method);
}

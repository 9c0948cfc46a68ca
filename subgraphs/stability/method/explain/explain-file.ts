import { exitCodes } from '../../../../common/exit-codes';
import { ToldError } from '../../../../common/told-error';
import { assessArea } from '../assess-area';
import { cityIn, readAssessmentFile } from '../assessment-file';
import type { AssessmentInput } from '../assessment-input';
import { assessCity } from '../city-baseline';
import { methodInForce } from '../method-version';
import type { RiskMethod } from '../risk-method';
import type { Language } from '../words/words';
import { explainAssessment } from './explain-assessment';

export interface Question {
  readonly code: string;
  /** The month, as 2024-10. */
  readonly period: string;
  readonly language: Language;
}

/**
 * Explains one area and month of a file of area figures, beside the area's last earlier month in it and the city.
 * @throws ToldError (2) if the file cannot be assessed or does not have the area and month.
 */
export async function explainFile(
  path: string,
  question: Question,
  method: RiskMethod = methodInForce,
): Promise<readonly string[]> {
  return explainInput(await readAssessmentFile(path, method), path, question, method);
}

function explainInput(
  input: AssessmentInput,
  path: string,
  { code, period, language }: Question,
  method: RiskMethod,
): readonly string[] {
  const months = input.areas.filter((area) => area.code === code && area.period <= period);
  const history = months
    .map((area) => assessArea(area, cityIn(input, area.period), method))
    .sort((one, other) => (one.period < other.period ? -1 : 1));
  const assessment = history.find((row) => row.period === period);
  if (!assessment) throw notThere(input, path, code, period);
  const name = months.find((area) => area.period === period)?.name;
  return explainAssessment(
    {
      place: name === undefined ? code : `${name} (${code})`,
      assessment,
      previous: history.at(-2) ?? null,
      city: assessCity(cityIn(input, period), period, method),
      history,
    },
    language,
    method,
  );
}

function notThere({ areas }: AssessmentInput, path: string, code: string, period: string): ToldError {
  const months = areas.filter((area) => area.code === code).map((area) => area.period);
  const has =
    months.length > 0
      ? `of ${code} it has ${months.sort().join(', ')}`
      : `its areas are ${[...new Set(areas.map((area) => area.code))].slice(0, 20).join(', ')}`;
  return new ToldError(`${path} has no area ${code} in ${period}; ${has}.`, exitCodes.cannot);
}

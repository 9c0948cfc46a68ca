import { assessArea } from './assess-area';
import type { AreaAssessment, MeasuredIndicator } from './assessment';
import { type AssessmentInput, readAssessmentInput } from './assessment-input';
import type { PlaceMonth } from './cells';
import { methodInForce } from './method-version';
import { readJsonFile, refuseMistakes } from './read-json-file';
import type { RiskMethod } from './risk-method';

/** What a risk file is assessed to: every area and month, in full precision. Indicators not measured are left out. */
export interface AssessmentReport {
  readonly methodVersion: string;
  /** By area code and month: "31.75.03@2024-10". */
  readonly areas: Readonly<Record<string, ReportedArea>>;
}

export type ReportedArea = Omit<AreaAssessment, 'methodVersion' | 'period' | 'indicators'> & {
  readonly indicators: Readonly<Record<string, ReportedIndicator>>;
};

export type ReportedIndicator = Omit<MeasuredIndicator, 'id' | 'ageMonths'>;

/**
 * Reads a file of area figures and assesses it.
 * @throws ToldError as readAssessmentFile does.
 */
export async function assessFile(path: string, method: RiskMethod = methodInForce): Promise<AssessmentReport> {
  return assessInput(await readAssessmentFile(path, method), method);
}

/**
 * Reads a file of area figures.
 * @throws ToldError (2) if there is no such file, it is not JSON, or its figures have mistakes: up to 20 are told at once.
 */
export async function readAssessmentFile(path: string, method: RiskMethod = methodInForce): Promise<AssessmentInput> {
  const read = readAssessmentInput(await readJsonFile(path, 'area figures'), method);
  return read.ok ? read.input : refuseMistakes(path, read.mistakes);
}

/** Assesses figures already checked. */
export function assessInput(input: AssessmentInput, method: RiskMethod = methodInForce): AssessmentReport {
  const reported = input.areas.map((area) => {
    return [`${area.code}@${area.period}`, report(assessArea(area, cityIn(input, area.period), method))] as const;
  });
  return { methodVersion: method.name, areas: Object.fromEntries(reported) };
}

/** The city of a file in one month. */
export function cityIn({ cityPopulation, city }: AssessmentInput, period: string): PlaceMonth {
  return { population: cityPopulation, cells: city[period] ?? {} };
}

function report({ methodVersion: _, period: __, indicators, ...area }: AreaAssessment): ReportedArea {
  const { dimensions, lackOfReliability, reliabilityGrade, ...rest } = area;
  return { indicators: reportIndicators(indicators), dimensions, lackOfReliability, reliabilityGrade, ...rest };
}

function reportIndicators(indicators: AreaAssessment['indicators']): Record<string, ReportedIndicator> {
  const measured = Object.values(indicators).filter((row): row is MeasuredIndicator => row.norm !== null);
  return Object.fromEntries(
    measured.map(({ id, value, se, status, norm, normSe, weight, dimension, contribution }) => [
      id,
      { value, se, status, norm, normSe, weight, dimension, contribution },
    ]),
  );
}

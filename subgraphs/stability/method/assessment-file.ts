import { readFile } from 'node:fs/promises';

import { exitCodes } from '../../../common/exit-codes';
import { ToldError } from '../../../common/told-error';
import { assessArea } from './assess-area';
import type { AreaAssessment, MeasuredIndicator } from './assessment';
import { type AssessmentInput, readAssessmentInput } from './assessment-input';
import { asri1 } from './method-version';

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
 * @throws ToldError (2) if there is no such file, it is not JSON, or its figures have mistakes: up to 20 are told at once.
 */
export async function assessFile(path: string): Promise<AssessmentReport> {
  const read = readAssessmentInput(parseJson(await readText(path), path));
  if (!read.ok) throw new ToldError(tellMistakes(path, read.mistakes), exitCodes.cannot);
  return assessInput(read.input);
}

/** Assesses figures already checked. */
export function assessInput({ cityPopulation, city, areas }: AssessmentInput): AssessmentReport {
  const reported = areas.map((area) => {
    const total = { population: cityPopulation, cells: city[area.period] ?? {} };
    return [`${area.code}@${area.period}`, report(assessArea(area, total))] as const;
  });
  return { methodVersion: asri1.name, areas: Object.fromEntries(reported) };
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT')
      throw new ToldError(`there is no file ${path}; give the path of a JSON file of area figures`);
    throw new ToldError(
      `${path} cannot be read (${code ?? String(error)}); give the path of a JSON file of area figures`,
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new ToldError(`${path} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const mostTold = 20;

function tellMistakes(path: string, mistakes: readonly string[]): string {
  const rest = mistakes.length - mostTold;
  const lines = [...mistakes.slice(0, mostTold), ...(rest > 0 ? [`and ${rest} more`] : [])];
  return `${path} has ${mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`}:\n  ${lines.join('\n  ')}`;
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

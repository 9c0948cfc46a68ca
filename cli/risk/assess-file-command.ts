import { Command } from 'commander';

import { assessFile, type AssessmentReport, type ReportedArea } from '../../subgraphs/stability/method/assessment-file';
import { oneDecimal, textTable } from '../text-table';
import { methodOf, methodOption } from './method-option';

export function assessFileCommand(write: (text: string) => void): Command {
  return new Command('assess')
    .description('Assess the areas of a JSON file of figures: index, level, 90 % interval, reliability, dimensions.')
    .argument('<file>', 'area figures: cityPopulation, city totals by month, areas with their cells')
    .option('--json', 'print everything in full precision as JSON')
    .addOption(methodOption())
    .action(async (file: string, { json, method }: { json?: boolean; method: string }) => {
      const report = await assessFile(file, methodOf(method));
      write(json ? `${JSON.stringify(report, null, 2)}\n` : assessmentTable(report));
    });
}

const headings = ['area', 'month', 'index', 'level', '90 % interval', 'grade', 'incidents', 'needs', 'coping'];

/** A report for a terminal: one line an area and month, numbers to one decimal. */
export function assessmentTable({ areas, methodVersion }: AssessmentReport): string {
  const rows = Object.entries(areas).map(([key, area]) => [...key.split('@'), ...cellsOf(area)]);
  const legend = `Method ${methodVersion}. 0 is calm, 10 is worst; coping counts its lack. Grade A is the most reliable, D the least.`;
  return `${textTable(headings, rows)}\n\n${legend}\n`;
}

function cellsOf({ index, level, ci90, reliabilityGrade, dimensions }: ReportedArea): string[] {
  const interval = ci90 ? `${oneDecimal(ci90[0])} - ${oneDecimal(ci90[1])}` : '-';
  const scores = [dimensions.H, dimensions.V, dimensions.C].map(oneDecimal);
  return [oneDecimal(index), level ?? 'insufficient data', interval, reliabilityGrade, ...scores];
}

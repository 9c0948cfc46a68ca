import { Command } from 'commander';

import { assessFile, type AssessmentReport, type ReportedArea } from '../subgraphs/stability/method/assessment-file';

type Write = (text: string) => void;

/** The stability-risk index over a file of figures: the same method the index service runs, without any service. */
export function riskCommand(write: Write = (text) => process.stdout.write(text)): Command {
  const risk = new Command('risk')
    .description('The stability-risk index: assess a file of area figures.')
    .exitOverride()
    .showHelpAfterError('(add --help for what this command takes)');
  risk
    .command('assess')
    .description('Assess the areas of a JSON file of figures: index, level, 90 % interval, reliability, dimensions.')
    .argument('<file>', 'area figures: cityPopulation, city totals by month, areas with their cells')
    .option('--json', 'print everything in full precision as JSON')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const report = await assessFile(file);
      write(json ? `${JSON.stringify(report, null, 2)}\n` : assessmentTable(report));
    });
  return risk;
}

const headings = ['area', 'month', 'index', 'level', '90 % interval', 'grade', 'incidents', 'needs', 'coping'];

/** A report for a terminal: one line an area and month, numbers to one decimal. */
export function assessmentTable({ areas, methodVersion }: AssessmentReport): string {
  const rows = Object.entries(areas).map(([key, area]) => [...key.split('@'), ...cellsOf(area)]);
  const widths = headings.map((heading, at) => Math.max(heading.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const lines = [headings, ...rows].map((row) => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  '));
  return [...lines.map((line) => line.trimEnd()), '', legend(methodVersion), ''].join('\n');
}

function legend(methodVersion: string): string {
  return `Method ${methodVersion}. 0 is calm, 10 is worst; coping counts its lack. Grade A is the most reliable, D the least.`;
}

function cellsOf({ index, level, ci90, reliabilityGrade, dimensions }: ReportedArea): string[] {
  const interval = ci90 ? `${oneDecimal(ci90[0])} - ${oneDecimal(ci90[1])}` : '-';
  const scores = [dimensions.H, dimensions.V, dimensions.C].map(oneDecimal);
  return [oneDecimal(index), level ?? 'insufficient data', interval, reliabilityGrade, ...scores];
}

// Half up, as the index is shown everywhere.
function oneDecimal(value: number | null): string {
  return value === null ? '-' : (Math.round(value * 10) / 10).toFixed(1);
}

import { Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { setting } from '../common/settings';
import { ToldError } from '../common/told-error';
import {
  type AssessedLevel,
  assessedLevels,
  type AssessorReport,
  type CheckReport,
  runAssessmentCheck,
  runAssessor,
} from '../subgraphs/assess';
import { isMonth } from '../subgraphs/shared/calendar';
import { tellWait } from './gateway-options';
import { progressBar } from './progress';
import { oneDecimal, textTable } from './text-table';

interface AssessOptions {
  readonly month?: string;
  readonly within?: string;
  readonly level?: AssessedLevel;
  readonly ifNone?: boolean;
  readonly check?: boolean;
  readonly json?: boolean;
}

export function assessCommand(): Command {
  return new Command('assess')
    .description(
      'Ask the gateway for stability-risk assessments and store them: months are published once, some days after their end, and stay; until then they are provisional.',
    )
    .option(
      '--month <month>',
      'calendar month such as 2024-10; without it the months of the last 14 that are not published, and the running one',
    )
    .option('--within <area>', 'code of an area, or all for the whole country; without it ASSESS_WITHIN')
    .addOption(new Option('--level <level>', 'areas of this level only').choices(assessedLevels))
    .option('--if-none', 'do nothing when all months that are to be published are')
    .addOption(
      new Option('--check', 'compare what was published with what would be computed now; change nothing').conflicts(
        'ifNone',
      ),
    )
    .option('--json', 'print the report as JSON')
    .action(async ({ month, within, level, ifNone, check, json }: AssessOptions) => {
      if (month !== undefined && !isMonth(month)) {
        throw new ToldError(`--month ${month} must be a calendar month such as 2024-10.`, exitCodes.usage);
      }
      const area = setting.areaCodeOrAll.optional().safeParse(within);
      if (!area.success) {
        throw new ToldError(`--within ${within ?? ''} must be an area code such as 31.75, or all.`, exitCodes.usage);
      }
      const levels = level === undefined ? undefined : [level];
      const bar = progressBar('assessments');
      const request = { month, within: area.data, levels, progress: bar.update, onWait: tellWait };
      const print = (report: object, text: string): void =>
        void process.stdout.write(json ? `${JSON.stringify(report)}\n` : text);
      try {
        if (check) {
          const report = await runAssessmentCheck(process.env, request);
          bar.end();
          print(report, checkText(report));
          if (report.differences.length > 0) process.exitCode = exitCodes.finding;
        } else {
          const report = await runAssessor(process.env, { ...request, ifNone });
          bar.end();
          print(report, assessText(report));
        }
      } finally {
        bar.end();
      }
    });
}

function assessText({ published, alreadyPublished, provisional, insufficient }: AssessorReport): string {
  return (
    `${published} assessments published, ${alreadyPublished} published before and left as they are, ` +
    `${provisional} stored provisionally; ${insufficient} of them with insufficient data\n`
  );
}

/** A report for a terminal: a line for each published assessment that would not be made so today. */
export function checkText({ checked, differences }: CheckReport): string {
  const head = `${checked} published assessments compared with what would be computed now; ${differences.length} differ.\n`;
  if (differences.length === 0) return head;
  const rows = differences.map(({ area, month, differs, publishedIndex, index, publishedAt }) => [
    area,
    month,
    differs.map((field) => told[field]).join(', '),
    oneDecimal(publishedIndex),
    oneDecimal(index),
    publishedAt,
  ]);
  return `${head}\n${textTable(['area', 'month', 'differs', 'published', 'now', 'published at'], rows)}\n`;
}

const told = { inputDigest: 'figures', index: 'index', methodVersion: 'method' } as const;

import { Command, Option } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { setting } from '../common/settings';
import { ToldError } from '../common/told-error';
import { type AssessedLevel, assessedLevels, runAssessor } from '../subgraphs/assess';
import { isMonth } from '../subgraphs/shared/calendar';
import { progressBar } from './progress';

interface AssessOptions {
  readonly month?: string;
  readonly within?: string;
  readonly level?: AssessedLevel;
  readonly ifNone?: boolean;
  readonly json?: boolean;
}

export function assessCommand(): Command {
  return new Command('assess')
    .description('Ask the gateway for the stability-risk assessments of a month and store them for the ranking.')
    .option(
      '--month <month>',
      'calendar month such as 2024-10; without it the running month, at the first time the last 14',
    )
    .option('--within <area>', 'code of an area, or all for the whole country; without it ASSESS_WITHIN')
    .addOption(new Option('--level <level>', 'areas of this level only').choices(assessedLevels))
    .option('--if-none', 'do nothing when there are assessments already')
    .option('--json', 'print the report as JSON')
    .action(async ({ month, within, level, ifNone, json }: AssessOptions) => {
      if (month !== undefined && !isMonth(month)) {
        throw new ToldError(`--month ${month} must be a calendar month such as 2024-10.`, exitCodes.usage);
      }
      const area = setting.areaCodeOrAll.optional().safeParse(within);
      if (!area.success) {
        throw new ToldError(`--within ${within ?? ''} must be an area code such as 31.75, or all.`, exitCodes.usage);
      }
      const levels = level === undefined ? undefined : [level];
      const bar = progressBar('assessments');
      const report = await runAssessor(process.env, {
        month,
        within: area.data,
        levels,
        ifNone,
        progress: bar.update,
      });
      bar.end();
      const text = `${report.stored} assessments stored, ${report.insufficient} of them with insufficient data`;
      process.stdout.write(`${json ? JSON.stringify(report) : text}\n`);
    });
}

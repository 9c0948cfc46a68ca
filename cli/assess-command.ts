import { Command } from 'commander';

import { exitCodes } from '../common/exit-codes';
import { ToldError } from '../common/told-error';
import { runAssessor } from '../subgraphs/assess';
import { isMonth } from '../subgraphs/shared/calendar';
import { progressBar } from './progress';

export function assessCommand(): Command {
  return new Command('assess')
    .description('Ask the gateway for the stability-risk assessments of a month and store them for the ranking.')
    .option(
      '--month <month>',
      'calendar month such as 2024-10; without it the running month, at the first time the last 14',
    )
    .option('--if-none', 'do nothing when there are assessments already')
    .option('--json', 'print the report as JSON')
    .action(async ({ month, ifNone, json }: { month?: string; ifNone?: boolean; json?: boolean }) => {
      if (month !== undefined && !isMonth(month)) {
        throw new ToldError(`--month ${month} must be a calendar month such as 2024-10.`, exitCodes.usage);
      }
      const bar = progressBar('assessments');
      const report = await runAssessor(process.env, { month, ifNone, progress: bar.update });
      bar.end();
      const text = `${report.stored} assessments stored, ${report.insufficient} of them with insufficient data`;
      process.stdout.write(`${json ? JSON.stringify(report) : text}\n`);
    });
}

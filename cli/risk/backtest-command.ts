import { Command, InvalidArgumentError } from 'commander';

import { isMonth } from '../../subgraphs/shared/calendar';
import { backtest, type BacktestReport } from '../../subgraphs/stability/method/backtest/backtest';
import { readBacktestFile } from '../../subgraphs/stability/method/backtest/backtest-file';
import { textTable } from '../text-table';
import { methodOf, methodOption } from './method-option';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
  readonly method: string;
}

export function backtestCommand(write: (text: string) => void): Command {
  return new Command('backtest')
    .description(
      'Test the index on the past: how well it foretold incidents of severity S3 or more in the next 30 days.',
    )
    .argument('<file>', 'areas: code, period, index, level, and whether an incident followed')
    .option('--from <month>', 'first month to score, such as 2024-01', month)
    .option('--to <month>', 'last month to score', month)
    .option('--json', 'print everything in full precision as JSON')
    .addOption(methodOption())
    .action(async (file: string, { from, to, json, method }: Options) => {
      const report = backtest(await readBacktestFile(file), { from, to, method: methodOf(method) });
      write(json ? `${JSON.stringify(report, null, 2)}\n` : backtestText(report));
    });
}

function month(text: string): string {
  if (isMonth(text)) return text;
  throw new InvalidArgumentError('It must be a calendar month such as 2024-10.');
}

/** A report for a terminal. */
export function backtestText(report: BacktestReport): string {
  const { months, forecasts, leftOut, brier, skill, calibration, alerts } = report;
  const scored = months ? `${months[0]} to ${months[1]}: ${forecasts} forecasts` : 'No month could be scored';
  const left = `left out ${leftOut.withoutIndex} without an index, ${leftOut.withoutEarlier} without earlier months`;
  return [
    `${scored}; ${left}.`,
    `Brier score ${number(brier.index)} (0 is perfect); base rate ${number(brier.baseRate)}, last month's level ${number(brier.lastLevel)}.`,
    `Skill ${number(skill.againstBaseRate)} against the base rate, ${number(skill.againstLastLevel)} against last month's level.`,
    `Alerts of ${alerts.from} or above: ${alerts.alerts}, followed by an incident ${alerts.hits} times; incidents ${alerts.incidents}.`,
    `Precision ${number(alerts.precision)}, recall ${number(alerts.recall)}, lead time ${number(alerts.leadMonths)} months.`,
    '',
    textTable(
      ['forecast', 'number', 'said', 'happened'],
      calibration.map(({ from, to, forecasts: count, meanForecast, happened }) => [
        `${from.toFixed(1)} - ${to.toFixed(1)}`,
        String(count),
        number(meanForecast),
        number(happened),
      ]),
    ),
    '',
  ].join('\n');
}

function number(value: number | null): string {
  return value === null ? '-' : value.toFixed(3);
}

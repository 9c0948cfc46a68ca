import { Command, InvalidArgumentError, Option } from 'commander';

import { exitCodes } from '../../common/exit-codes';
import { readSettings, setting } from '../../common/settings';
import { ToldError } from '../../common/told-error';
import { assessorSettings } from '../../subgraphs/config';
import { type AskedBacktest, backtestRows } from '../../subgraphs/risk/main';
import { isMonth } from '../../subgraphs/shared/calendar';
import { backtest, type BacktestReport } from '../../subgraphs/stability/method/backtest/backtest';
import { readBacktestFile } from '../../subgraphs/stability/method/backtest/backtest-file';
import { type AskerFlags, gatewayOptions, withAsker } from '../gateway-options';
import { progressBar } from '../progress';
import { textTable } from '../text-table';
import { methodOf, methodOption } from './method-option';

interface Options extends AskerFlags {
  readonly within?: string;
  readonly level: AskedBacktest['level'];
  readonly from?: string;
  readonly to?: string;
  readonly json?: boolean;
  readonly method: string;
}

export function backtestCommand(write: (text: string) => void): Command {
  const command = new Command('backtest')
    .description(
      'Test the index on the past: how well it foretold incidents of severity S3 or more in the next 30 days.',
    )
    .argument('[file]', 'areas: code, period, index, level, and whether an incident followed; without it GATEWAY_URL')
    .option('--from <month>', 'first month to score, such as 2024-01', month)
    .option('--to <month>', 'last month to score', month)
    .option('--within <area>', 'asking the gateway: the area, or all for the whole country; without it ASSESS_WITHIN')
    .addOption(
      new Option('--level <level>', 'asking the gateway: areas of which level').choices(levels).default('DISTRICT'),
    )
    .option('--json', 'print everything in full precision as JSON')
    .addOption(methodOption());
  return withAsker(command).action(async (file: string | undefined, options: Options) => {
    const { from, to, json } = options;
    const method = methodOf(options.method);
    const rows = file === undefined ? await rowsOfGraph(options) : await readBacktestFile(file);
    const report = backtest(rows, { from, to, method });
    write(json ? `${JSON.stringify(report, null, 2)}\n` : backtestText(report));
  });
}

const levels = ['CITY', 'DISTRICT', 'VILLAGE'] as const;

async function rowsOfGraph({ within, level, method, ...asker }: Options) {
  const area = setting.areaCodeOrAll.optional().safeParse(within);
  if (!area.success) {
    throw new ToldError(`--within ${within ?? ''} must be an area code such as 31.75, or all.`, exitCodes.usage);
  }
  const fallback = readSettings({ within: assessorSettings.within }, process.env).within;
  const bar = progressBar('areas');
  try {
    return await backtestRows({
      ...gatewayOptions(asker, new AbortController().signal),
      within: area.data === undefined ? fallback : area.data,
      level,
      method: methodOf(method),
      progress: bar.update,
    });
  } finally {
    bar.end();
  }
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

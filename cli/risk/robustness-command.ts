import { availableParallelism } from 'node:os';

import { Command, InvalidArgumentError } from 'commander';

import { readAssessmentFile } from '../../subgraphs/stability/method/assessment-file';
import {
  type AreaRobustness,
  robustness,
  type RobustnessReport,
} from '../../subgraphs/stability/method/robustness/robustness';
import { progressBar } from '../progress';
import { textTable } from '../text-table';
import { methodOf, methodOption } from './method-option';

interface Options {
  readonly draws: number;
  readonly seed: string;
  readonly threads: number;
  readonly json?: boolean;
  readonly method: string;
}

export function robustnessCommand(write: (text: string) => void): Command {
  return new Command('robustness')
    .description('Draw figures, weights and goalposts again and again, and tell how far indices and ranks move.')
    .argument('<file>', 'area figures, as for risk assess')
    .option('--draws <number>', 'how often', wholeNumber(100, 1_000_000), 20_000)
    .option('--seed <text>', 'the same seed gives the same answer', '1')
    .option('--threads <number>', 'threads that draw', wholeNumber(1, 64), Math.min(64, availableParallelism()))
    .option('--json', 'print everything in full precision as JSON')
    .addOption(methodOption())
    .action(async (file: string, { draws, seed, threads, json, method: name }: Options) => {
      const method = methodOf(name);
      const input = await readAssessmentFile(file, method);
      const bar = progressBar('draws');
      const report = await robustness(input, { method, draws, seed, threads, progress: bar.update }).finally(bar.end);
      write(json ? `${JSON.stringify(report, null, 2)}\n` : robustnessTable(report));
    });
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= low && number <= high) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`);
  };
}

const headings = ['area', 'month', 'index', '90 % interval', 'drawn 90 %', 'arithmetic', 'rank', 'ranks drawn'];

/** A report for a terminal: one line an area and month. */
export function robustnessTable({ areas, draws, methodVersion, seed }: RobustnessReport): string {
  const rows = Object.entries(areas).map(([key, area]) => [...key.split('@'), ...cellsOf(area)]);
  const legend = `Method ${methodVersion}, ${draws} draws, seed ${seed}: figures by their errors, weights by 25 %, upper goalposts by 10 %.`;
  return `${textTable(headings, rows)}\n\n${legend}\n`;
}

function cellsOf({ index, ci90, drawn90, arithmetic, rank, rank90 }: AreaRobustness): string[] {
  const range = (pair: AreaRobustness['ci90']): string =>
    pair ? pair.map((value) => value.toFixed(2)).join(' - ') : '-';
  return [
    index?.toFixed(2) ?? 'insufficient data',
    range(ci90),
    range(drawn90),
    arithmetic?.toFixed(2) ?? '-',
    rank === null ? '-' : String(rank),
    rank90 ? rank90.join(' - ') : '-',
  ];
}

import { cityOf } from '../shared/area-code';
import { signalMonths } from '../shared/arguments';
import { type Day, lastDayOf, type Month, monthOf, monthsUpTo } from '../shared/calendar';
import { badInput } from '../shared/subgraph-errors';
import { daysSinceActivity } from './activities-by-area';
import { figuresOf } from './area-figures';
import { assessArea } from './method/assess-area';
import type { AreaAssessment } from './method/assessment';
import type { Cells } from './method/cells';
import type { JointActivityRow } from './models/JointActivity';
import { type AgencyInputs, cellsOf } from './signal-cells';

export interface SignalAssessment {
  readonly month: Month;
  readonly asOf: Day;
  readonly provisional: boolean;
  readonly assessment: AreaAssessment;
  /** The area's own cells that the assessment was made from. */
  readonly cells: Cells;
}

/**
 * Steps 1 to 4 of the method for one area and month, from what the agencies sent.
 * @throws BAD_USER_INPUT for a month before the last 14 or in the future.
 */
export function assessFromSignals(
  code: string,
  inputs: AgencyInputs,
  activities: readonly JointActivityRow[],
  month: Month,
  today: Day,
): SignalAssessment {
  const known = monthsUpTo(monthOf(today), signalMonths);
  if (!known.includes(month)) {
    throw badInput(
      `month: "${month}" must be from "${known[0] ?? ''}" to "${monthOf(today)}", the last ${signalMonths} months.`,
    );
  }
  const asOf = lastDayOf(month) < today ? lastDayOf(month) : today;
  const { area, city } = cellsOf(inputs, month, daysSinceActivity(activities, asOf));
  const residents = figuresOf(code)?.population ?? null;
  const cityResidents = figuresOf(cityOf(code) ?? code)?.population ?? null;
  const assessment = assessArea(
    { period: month, population: residents ?? 0, cells: residents === null ? withoutRates(area) : area },
    { population: cityResidents ?? 0, cells: city },
  );
  return { month, asOf, provisional: month === monthOf(today), assessment, cells: area };
}

// A rate per 100,000 needs the number of residents; without it the rates are missing, not zero.
function withoutRates(cells: Cells): Cells {
  return { ...cells, H1: null, H2: null, H3: null };
}

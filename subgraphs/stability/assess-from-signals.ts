import type { Agency } from '../../common/identity';
import { signalMonths } from '../shared/arguments';
import { type Day, lastDayOf, type Month, monthOf, monthsUpTo } from '../shared/calendar';
import { badInput } from '../shared/subgraph-errors';
import { daysSinceActivity } from './activities-by-area';
import { ageByAgency, ageMonths, staleAgencies } from './data-age';
import { assessArea } from './method/assess-area';
import type { AreaAssessment } from './method/assessment';
import type { Cells } from './method/cells';
import type { JointActivityRow } from './models/JointActivity';
import { type AgencyInputs, cellsOf, type DataAge } from './signal-cells';

export interface SignalAssessment {
  readonly month: Month;
  readonly asOf: Day;
  readonly provisional: boolean;
  readonly assessment: AreaAssessment;
  /** The area's own cells that the assessment was made from. */
  readonly cells: Cells;
  readonly staleAgencies: readonly Agency[];
}

/** Joint activities that cover an area, and how old the records of them are. */
export interface JointActivities {
  readonly rows: readonly JointActivityRow[];
  readonly age: DataAge;
}

/** Residents of an area and of its city; null where no figure is held. */
export interface Residents {
  readonly area: number | null;
  readonly city: number | null;
}

/**
 * Steps 1 to 4 of the method for one area and month, from what the agencies sent.
 * @throws BAD_USER_INPUT for a month before the last 14 or in the future.
 */
export function assessFromSignals(
  inputs: AgencyInputs,
  residents: Residents,
  activities: JointActivities,
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
  const { area, city } = cellsOf(inputs, month, daysSinceActivity(activities.rows, asOf));
  const ages = ageByAgency(inputs, activities.age);
  const assessment = assessArea(
    {
      period: month,
      population: residents.area ?? 0,
      cells: hasResidents(residents) ? area : withoutRates(area),
      ageMonths: ageMonths(ages, month),
    },
    { population: residents.city ?? 0, cells: city },
  );
  return {
    month,
    asOf,
    provisional: month === monthOf(today),
    assessment,
    cells: area,
    staleAgencies: staleAgencies(ages),
  };
}

// Where nobody lives there is no rate either, and a city's rate is what its areas' are steadied by.
function hasResidents({ area, city }: Residents): boolean {
  return (area ?? 0) > 0 && (city ?? 0) > 0;
}

// A rate per 100,000 needs the number of residents; without it the rates are missing, not zero.
function withoutRates(cells: Cells): Cells {
  return { ...cells, H1: null, H2: null, H3: null };
}

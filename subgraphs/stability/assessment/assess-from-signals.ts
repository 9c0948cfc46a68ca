import type { Agency } from '../../../common/identity';
import { areaPath, cityOf } from '../../shared/area-code';
import { signalMonths } from '../../shared/arguments';
import { type Day, lastDayOf, type Month, monthOf, monthsUpTo } from '../../shared/calendar';
import { badInput } from '../../shared/subgraph-errors';
import { daysSinceActivity } from '../activities-by-area';
import { assessArea } from '../method/assess-area';
import type { AreaAssessment } from '../method/assessment';
import type { AreaMonth, Cells, PlaceMonth } from '../method/cells';
import { assessCity } from '../method/city-baseline';
import type { JointActivityRow } from '../models/JointActivity';
import { ageByAgency, ageMonths, staleAgencies } from './data-age';
import { restsOnFewPersons } from './few-persons';
import { type AgencyInputs, cellsOf, type DataAge } from './signal-cells';

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

/** All that is known of an area: what the agencies sent of its last 14 months, and what is held here. */
export interface AreaSignals {
  readonly code: string;
  readonly inputs: AgencyInputs;
  readonly residents: Residents;
  readonly activities: JointActivities;
  readonly today: Day;
}

/** The figures of one month, as the method reads them. */
export interface MonthFigures {
  readonly month: Month;
  readonly asOf: Day;
  readonly provisional: boolean;
  readonly staleAgencies: readonly Agency[];
  readonly area: AreaMonth;
  readonly city: PlaceMonth;
}

export interface SignalAssessment {
  readonly figures: MonthFigures;
  readonly assessment: AreaAssessment;
  /** Whether it rests on fewer than ten persons somewhere, and must be told rounded. */
  readonly rounded: boolean;
}

/** The months that signals reach back to, oldest first. */
export function monthsOfSignals({ today }: Pick<AreaSignals, 'today'>): readonly Month[] {
  return monthsUpTo(monthOf(today), signalMonths);
}

/**
 * The figures of an area and of its city in a month.
 * @throws BAD_USER_INPUT for a month before the last 14 or in the future.
 */
export function figuresOf(signals: AreaSignals, month: Month): MonthFigures {
  const { inputs, residents, activities, today } = signals;
  const known = monthsOfSignals(signals);
  if (!known.includes(month)) {
    throw badInput(
      `month: "${month}" must be from "${known[0] ?? ''}" to "${monthOf(today)}", the last ${signalMonths} months.`,
    );
  }
  const asOf = lastDayOf(month) < today ? lastDayOf(month) : today;
  const { area, city } = cellsOf(inputs, month, daysSinceActivity(activities.rows, asOf));
  const ages = ageByAgency(inputs, activities.age);
  return {
    month,
    asOf,
    provisional: month === monthOf(today),
    staleAgencies: staleAgencies(ages),
    area: {
      period: month,
      population: residents.area ?? 0,
      cells: hasResidents(residents) ? area : withoutRates(area),
      ageMonths: ageMonths(ages, month),
    },
    city: { population: residents.city ?? 0, cells: city },
  };
}

/** Steps 1 to 4 of the method for an area in a month. */
export function assessFigures(figures: MonthFigures): SignalAssessment {
  const { area, city } = figures;
  const assessment = assessArea(area, city);
  return { figures, assessment, rounded: restsOnFewPersons(assessment, area.cells, city.cells) };
}

/** The city of an area in the same month, assessed by its own totals; null for a city itself. */
export function assessCityOf(signals: AreaSignals, figures: MonthFigures): SignalAssessment | null {
  const code = cityOf(signals.code);
  if (code === null || code === signals.code) return null;
  const { city, asOf } = figures;
  const cells = { ...((signals.residents.city ?? 0) > 0 ? city.cells : withoutRates(city.cells)) };
  const days = daysSinceCovered(signals.activities.rows, code, asOf);
  const whole = { ...city, cells: { ...cells, C3: days === null ? null : { value: days } } };
  const assessment = assessCity(whole, figures.month);
  return {
    figures: { ...figures, area: { ...whole, period: figures.month }, city: whole },
    assessment,
    rounded: restsOnFewPersons(assessment, whole.cells, whole.cells),
  };
}

/** Days since an activity that covered all of a city; null where none was told to. */
function daysSinceCovered(rows: readonly JointActivityRow[], city: string, asOf: Day): number | null {
  const above = areaPath(city);
  const covering = rows.filter(
    ({ areaCodes, heldOn }) => heldOn <= asOf && areaCodes.some((code) => above.includes(code)),
  );
  const held = covering.filter(({ kind }) => kind !== 'COORDINATION_MEETING');
  return held.length === 0 ? null : daysSinceActivity(held, asOf);
}

// Where nobody lives there is no rate either, and a city's rate is what its areas' are steadied by.
function hasResidents({ area, city }: Residents): boolean {
  return (area ?? 0) > 0 && (city ?? 0) > 0;
}

// A rate per 100,000 needs the number of residents; without it the rates are missing, not zero.
function withoutRates(cells: Cells): Cells {
  return { ...cells, H1: null, H2: null, H3: null };
}

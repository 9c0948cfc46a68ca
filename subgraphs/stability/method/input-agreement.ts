import type { Cells } from './cells';
import { placeOf } from './input-mistakes';
import { appliesIn } from './measure';
import type { RiskMethod } from './risk-method';

/** Mistakes between the parts of a file of area figures. It is read as loosely as it takes to tell them beside all others. */
export function disagreements(document: unknown, method: RiskMethod): readonly string[] {
  const { city, areas } = document && typeof document === 'object' ? (document as Record<string, unknown>) : {};
  const totals = isRecord(city) ? city : {};
  const stated = Array.isArray(areas) ? areas.filter(isStated) : [];
  return [
    ...cityMonthsMissing(totals, stated),
    ...cityCellsMissing(totals, stated, method),
    ...askedTwice(stated),
    ...outOfSeason(stated, method),
  ];
}

interface StatedArea {
  readonly code: string;
  readonly period: string;
  readonly cells?: unknown;
}

function isStated(area: unknown): area is StatedArea {
  return isRecord(area) && typeof area.code === 'string' && typeof area.period === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function givenCells(area: StatedArea): Cells {
  return isRecord(area.cells) ? area.cells : {};
}

function cityMonthsMissing(city: Record<string, unknown>, areas: readonly StatedArea[]): readonly string[] {
  const months = new Set(areas.map(({ period }) => period).filter((period) => !isRecord(city[period])));
  return [...months].map((month) => {
    const codes = new Set(areas.filter(({ period }) => period === month).map(({ code }) => code));
    return `city, ${month}: the month is missing, but area ${[...codes].join(', ')} has it; add the city's totals for it`;
  });
}

// The city's totals include its areas, and without them an area's own figure could not be read.
function cityCellsMissing(
  city: Record<string, unknown>,
  areas: readonly StatedArea[],
  { indicators }: RiskMethod,
): readonly string[] {
  const told = areas.flatMap((area) => {
    const totals = city[area.period];
    if (!isRecord(totals)) return [];
    const lone = indicators.filter(({ id, form }) => form !== 'VALUE' && givenCells(area)[id] && !totals[id]);
    return lone.map(({ id }) => `city, ${area.period}, ${id}: the total is missing, but an area has a figure; add it`);
  });
  return [...new Set(told)];
}

function askedTwice(areas: readonly StatedArea[]): readonly string[] {
  const places = areas.map(placeOf);
  const twice = places.filter((place, at) => places.indexOf(place) < at);
  return [...new Set(twice)].map((place) => `${place}: is given more than once; keep one`);
}

// A figure that the method would not read must not look as if it had been.
function outOfSeason(areas: readonly StatedArea[], { indicators }: RiskMethod): readonly string[] {
  return areas.flatMap((area) =>
    indicators.flatMap((rule) => {
      if (!rule.months || !givenCells(area)[rule.id] || appliesIn(rule, area.period)) return [];
      return `${placeOf(area)}, ${rule.id}: applies only from ${rule.months.from} to ${rule.months.to}; leave it out`;
    }),
  );
}

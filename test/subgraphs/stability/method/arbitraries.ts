import fc from 'fast-check';

import type { AreaMonth, Cells, PlaceMonth } from '../../../../subgraphs/stability/method/cells';
import { asri1 } from '../../../../subgraphs/stability/method/method-version';

/** Any finite amount a number can hold, the awkward ones often. */
export const amount = fc.oneof(
  fc.nat(100),
  fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1, 9, 10, Number.MAX_VALUE, Number.MIN_VALUE),
);

const anyCell = fc.oneof(
  fc.constantFrom(null, undefined),
  fc.record({ w: amount, n: amount }),
  fc.record({ x: amount, n: amount }),
  fc.record({ value: amount }),
  fc.constant({ x: null, n: null, pooled: true }),
);

// Cells of the wrong form among them: what is not understood must be missing, not a crash.
const anyCells = fc.record(Object.fromEntries(asri1.indicators.map(({ id }) => [id, anyCell])), {
  requiredKeys: [],
}) as fc.Arbitrary<Cells>;

export const anyCity: fc.Arbitrary<PlaceMonth> = fc.record({ population: amount, cells: anyCells });
export const anyArea: fc.Arbitrary<AreaMonth> = fc.record({
  period: fc.constantFrom('2024-10', '2025-03'),
  population: amount,
  cells: anyCells,
  ageMonths: fc.dictionary(fc.constantFrom('H1', 'V1', 'C1'), amount),
});

const count = fc.nat(200);
const share = fc.tuple(count, count).map(([one, other]) => ({ x: Math.min(one, other), n: Math.max(one, other) }));
const events = fc.array(fc.constantFrom(1, 2, 4, 8, 16), { maxLength: 60 }).map((weights) => ({
  w: weights.reduce((sum, weight) => sum + weight, 0),
  n: weights.length,
}));

const cellOf = { RATE: events, SHARE: share, PERSON_SHARE: share, VALUE: fc.record({ value: fc.nat(400) }) };
const plausibleCells = fc.record(Object.fromEntries(asri1.indicators.map(({ id, form }) => [id, cellOf[form]])));

/** A whole area and city of plausible figures; the city's totals include the area. */
export const plausible: fc.Arbitrary<{ area: AreaMonth; city: PlaceMonth }> = fc
  .record({ own: plausibleCells, others: plausibleCells, population: fc.integer({ min: 1, max: 600_000 }) })
  .map(({ own, others, population }) => ({
    area: { period: '2024-10', population, cells: own },
    city: { population: population + 2_600_000, cells: addCells(own, others) },
  }));

type LooseCells = Record<string, Record<string, number>>;

function addCells(one: unknown, other: unknown): LooseCells {
  const [first, second] = [one as LooseCells, other as LooseCells];
  return Object.fromEntries(
    Object.entries(first).map(([id, cell]) => [
      id,
      Object.fromEntries(Object.entries(cell).map(([key, number]) => [key, number + (second[id]?.[key] ?? 0)])),
    ]),
  );
}

/** The place with amounts added to one cell, in the area and in the city that includes it. */
export function withAdded(
  place: { area: AreaMonth; city: PlaceMonth },
  id: string,
  added: Readonly<Record<string, number>>,
): { area: AreaMonth; city: PlaceMonth } {
  const changed = structuredClone(place);
  for (const { cells } of [changed.area, changed.city]) {
    const cell = (cells as LooseCells)[id];
    if (cell) for (const [key, number] of Object.entries(added)) cell[key] = (cell[key] ?? 0) + number;
  }
  return changed;
}

import type { Connection } from 'mongoose';

import { type AreaCode, areaPath, cityOf, isWithin, parentOf } from './area-code';
import type { Day } from './calendar';
import { type SeriesDifference, seriesDifferences } from './series-differences';
import { seriesOfRecords } from './series-of-records';
import type { SignalDefinition } from './signal-definition';
import type { RollupMark, SignalRollups } from './signal-rollups';
import { type SignalSeries, sumSeries } from './signal-series';

export interface RollupDifference extends SeriesDifference {
  readonly area: AreaCode;
  /** Whether a write explains it that is announced and not finished, or that was finished while the area was read. */
  readonly isPending: boolean;
}

interface Database {
  readonly connection: Connection;
  readonly rollups: SignalRollups;
  readonly today: () => Day;
}

interface VerifyOptions {
  /** Verify this area and all in it; the whole country unless given. */
  readonly within?: AreaCode | null;
  readonly tell: (difference: RollupDifference) => void;
  readonly progress?: (done: number, total: number) => void;
}

/**
 * Computes every series from the records and compares it with what the roll-ups tell. Nothing is written. The areas of
 * one city are in memory at a time, and of their records a batch. Returns how many areas were compared.
 */
export async function verifyRollups(
  database: Database,
  definition: SignalDefinition,
  { within = null, tell, progress = () => undefined }: VerifyOptions,
): Promise<number> {
  const codes = (await database.rollups.knownAreas()).filter((code) => within === null || isWithin(code, within));
  let done = 0;
  for (const [province, inProvince] of groupedBy(codes, (code) => areaPath(code)[0] ?? code)) {
    const cities: SignalSeries[] = [];
    // A province's records are read city by city, so its mark is looked at before the first of them.
    const marks = await database.rollups.marksIn([province]);
    for (const [city, inCity] of groupedBy(inProvince, (code) => cityOf(code) ?? province)) {
      if (city === province) continue;
      const compared = await compareSettled(database, definition, inCity);
      compared.differences.forEach(tell);
      cities.push(compared.whole);
      progress((done += inCity.length), codes.length);
    }
    if (!inProvince.includes(province)) continue;
    (await compare(database, definition, [province], marks, cities)).differences.forEach(tell);
    progress((done += 1), codes.length);
  }
  return codes.length;
}

interface Compared {
  readonly differences: readonly RollupDifference[];
  /** What the records say of the widest of the areas. */
  readonly whole: SignalSeries;
}

const mostTries = 4;

/** Compares again while a write explains a difference: most are finished in a moment. */
async function compareSettled(
  database: Database,
  definition: SignalDefinition,
  codes: readonly AreaCode[],
): Promise<Compared> {
  for (let tries = 1; ; tries += 1) {
    const compared = await compare(database, definition, codes, await database.rollups.marksIn(codes));
    if (tries === mostTries || !compared.differences.some(({ isPending }) => isPending)) return compared;
  }
}

/** Compares areas, of which `marks` were read before; `parts` are series that the widest of them is the sum of. */
async function compare(
  { connection, rollups, today }: Database,
  definition: SignalDefinition,
  codes: readonly AreaCode[],
  marks: ReadonlyMap<string, RollupMark>,
  parts: readonly SignalSeries[] = [],
): Promise<Compared> {
  const { measures } = definition;
  const own = await seriesOfRecords(connection, definition, codes, today());
  const told = await rollups.seriesOf(codes);
  const marksAfter = await rollups.marksIn(codes);
  const nothing = sumSeries([], measures, today());
  const upwards = [...codes].sort((one, other) => other.length - one.length);
  const partsOf = new Map<AreaCode, SignalSeries[]>([[upwards.at(-1) ?? '', [...parts]]]);
  const differences: RollupDifference[] = [];
  let whole = nothing;
  for (const area of upwards) {
    whole = sumSeries([...(partsOf.get(area) ?? []), own.get(area) ?? nothing], measures, today());
    const parent = parentOf(area) ?? '';
    partsOf.set(parent, [...(partsOf.get(parent) ?? []), whole]);
    const isPending = wasWritten(marks.get(area), marksAfter.get(area));
    for (const difference of seriesDifferences(told.get(area) ?? nothing, whole, measures)) {
      differences.push({ area, isPending, ...difference });
    }
  }
  return { differences, whole };
}

function wasWritten(before: RollupMark | undefined, after: RollupMark | undefined): boolean {
  return [before, after].some((mark) => (mark?.writes.length ?? 0) > 0) || before?.ticket !== after?.ticket;
}

function groupedBy(codes: readonly AreaCode[], keyOf: (code: AreaCode) => AreaCode): Map<AreaCode, AreaCode[]> {
  const groups = new Map<AreaCode, AreaCode[]>();
  for (const code of [...codes].sort()) {
    const group = groups.get(keyOf(code));
    if (group === undefined) groups.set(keyOf(code), [code]);
    else group.push(code);
  }
  return groups;
}

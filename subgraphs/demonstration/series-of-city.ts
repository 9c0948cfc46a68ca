import { type AreaLevel, areaLevelOf, parentOf } from '../shared/area-code';
import type { Day } from '../shared/calendar';
import type { AreaRecord } from '../shared/records-by-area';
import type { SignalDefinition } from '../shared/signal-definition';
import { buildSeries, type Change, type SignalSeries, sumSeries } from '../shared/signal-series';

/** The series of all areas in a city, itself included, from the city's records by collection. */
export function seriesOfCity(
  { measures, sources }: SignalDefinition,
  records: Readonly<Record<string, readonly object[]>>,
  today: Day,
): Map<string, SignalSeries> {
  const changes = new Map<string, Change[]>();
  for (const source of sources) {
    for (const record of (records[source.collection] ?? []) as readonly AreaRecord[]) {
      listIn(changes, record.areaCode).push(...source.changes(record as never));
    }
  }
  const series = new Map<string, SignalSeries>();
  const upwards: readonly AreaLevel[] = ['VILLAGE', 'DISTRICT', 'CITY'];
  for (const level of upwards) {
    const parts = partsOf(series);
    const codes = new Set([...changes.keys(), ...parts.keys()]);
    for (const code of [...codes].filter((each) => areaLevelOf(each) === level)) {
      const own = buildSeries(changes.get(code) ?? [], measures, today);
      const within = parts.get(code) ?? [];
      series.set(code, within.length === 0 ? own : sumSeries([...within, own], measures, today));
    }
  }
  return series;
}

/** The series of provinces, from those of their cities. */
export function seriesOfProvinces(
  { measures }: SignalDefinition,
  cities: ReadonlyMap<string, SignalSeries>,
  today: Day,
): Map<string, SignalSeries> {
  return new Map(Array.from(partsOf(cities), ([code, parts]) => [code, sumSeries(parts, measures, today)]));
}

function partsOf(series: ReadonlyMap<string, SignalSeries>): Map<string, SignalSeries[]> {
  const parts = new Map<string, SignalSeries[]>();
  for (const [code, each] of series) {
    const parent = parentOf(code);
    if (parent !== null) listIn(parts, parent).push(each);
  }
  return parts;
}

function listIn<Item>(lists: Map<string, Item[]>, key: string): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

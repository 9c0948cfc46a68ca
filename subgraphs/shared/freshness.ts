import { type Month, monthOf, todayInJakarta } from './calendar';
import { byHand, type DataSourceRow } from './data-sources';

/** How old the records of some kinds are. */
export interface Freshness {
  /** Up to when the records are told, an instant in UTC: the earliest over the kinds; null where no load left a report. */
  readonly dataAsOf: string | null;
  /** Sources that were not loaded within the time set for them. */
  readonly staleSources: readonly string[];
}

/** How old the records are that these sources feed, `now` in milliseconds. */
export function freshnessOf(sources: readonly DataSourceRow[], now: number): Freshness {
  const kinds = [...new Set(sources.map(({ kind }) => kind))];
  const told = kinds.map((kind) => asOfKind(sources.filter((source) => source.kind === kind)));
  const known = told.filter((asOf) => asOf !== null).sort();
  return {
    dataAsOf: known[0] ?? null,
    staleSources: sources.filter((source) => isStale(source, now)).map(({ source }) => source),
  };
}

/** A source that was never loaded is stale once the time set for it has passed since it was made known. */
export function isStale({ staleAfterMs, loadedAt, knownSince }: DataSourceRow, now: number): boolean {
  return staleAfterMs !== null && now - Date.parse(loadedAt ?? knownSince) > staleAfterMs;
}

/** The month, in Jakarta, up to which records are told. */
export function dataMonth({ dataAsOf }: Freshness): Month | null {
  return dataAsOf === null ? null : monthOf(todayInJakarta(Date.parse(dataAsOf)));
}

// Each source of the settings brings a part and is expected to be current; what came by hand counts where there is none.
function asOfKind(sources: readonly DataSourceRow[]): string | null {
  const expected = sources.filter(({ source }) => !byHand.includes(source));
  const told = (expected.length > 0 ? expected : sources).flatMap(({ dataAsOf }) => dataAsOf ?? []).sort();
  return (expected.length > 0 ? told[0] : told.at(-1)) ?? null;
}

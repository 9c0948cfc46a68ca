import type { Day } from '../shared/calendar';

/** Days from one up to, but not including, another; null has no end. */
export interface Span {
  readonly from: Day;
  readonly until: Day | null;
}

/** Whether a day lies in one of the spans. */
export function holdsOn(spans: readonly Span[], day: Day): boolean {
  return spans.some((span) => span.from <= day && day < endOf(span));
}

/** The days in any of the spans, as spans apart from each other, oldest first. */
export function anyOfSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(hasDays).sort((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last === undefined || endOf(last) < span.from) merged.push(span);
    else if (endOf(last) < endOf(span)) merged[merged.length - 1] = { from: last.from, until: span.until };
  }
  return merged;
}

/** The days that lie in both. */
export function inBoth(one: readonly Span[], other: readonly Span[]): Span[] {
  return anyOfSpans(one).flatMap((span) =>
    anyOfSpans(other)
      .map((with_) => overlap(span, with_))
      .filter(hasDays),
  );
}

/** The days that lie in the first and not in the second. */
export function butNot(one: readonly Span[], other: readonly Span[]): Span[] {
  return inBoth(one, complement(anyOfSpans(other)));
}

function complement(apart: readonly Span[]): Span[] {
  const starts = [beforeAll, ...apart.flatMap(({ until }) => until ?? [])];
  return starts.map((from, index) => ({ from, until: apart[index]?.from ?? null }));
}

function overlap(one: Span, other: Span): Span {
  return {
    from: one.from > other.from ? one.from : other.from,
    until: endOf(one) < endOf(other) ? one.until : other.until,
  };
}

const beforeAll: Day = '0000-01-01';
// Sorts after every day.
const never = '~';

function endOf({ until }: Span): string {
  return until ?? never;
}

function hasDays(span: Span): boolean {
  return span.from < endOf(span);
}

import { type AreaCode, isWithin } from '../shared/area-code';
import { lastDayOf, monthOf, monthsUpTo } from '../shared/calendar';
import { smallestToldCount } from '../shared/disclosure';
import { lastMonthEnd } from '../shared/month-signals';
import type { OpenSubgraph } from '../shared/open-subgraph';
import type { RuleWords } from '../shared/quality-rule';
import type { SignalDefinition } from '../shared/signal-definition';
import { balancesOn } from '../shared/signal-series';
import { isJump } from './jumps';

export const pooledAreas: RuleWords = {
  id: 'areas-pooled',
  severity: 'note',
  collection: 'signals',
  means:
    'Cities and districts with one to nine persons of a group: their numbers are hidden, and the index takes the shares of their city.',
  mend: 'Nothing is wrong. Villages are never told and are not counted here.',
};

export const suddenJump: RuleWords = {
  id: 'sudden-jump',
  severity: 'warning',
  collection: 'signals',
  means: 'A signal of the last closed month is far from those of the three months before.',
  mend: 'Look whether the last load was whole, or records came in twice; if it happened so, nothing is to be done.',
};

// Below the districts numbers are small and jump by nature.
const shortestVillage = 13;

/** Looks at the signals of provinces, cities and districts at the ends of the last closed months. */
export async function checkSignals(
  { rollups, today }: Pick<OpenSubgraph<unknown>, 'rollups' | 'today'>,
  { measures, ofPersons }: SignalDefinition,
  within: AreaCode | null,
  tell: (rule: RuleWords, example: string) => void,
): Promise<void> {
  const last = monthOf(lastMonthEnd(monthOf(today()), today()));
  const months = monthsUpTo(last, 4).map(lastDayOf);
  const codes = (await rollups.knownAreas())
    .filter((code) => code.length < shortestVillage && (within === null || isWithin(code, within)))
    .sort();
  for (let at = 0; at < codes.length; at += 500) {
    const series = await rollups.seriesOf(codes.slice(at, at + 500));
    for (const code of codes.slice(at, at + 500)) {
      const own = series.get(code);
      if (own === undefined) continue;
      const counts = months.map((day) => balancesOn(own, measures, day));
      const countsOf = (measure: string): number[] => counts.map((balances) => balances.get(measure)?.n ?? 0);
      const isSmall = (count: number): boolean => count > 0 && count < smallestToldCount;
      if (code.length > 2 && ofPersons.some((measure) => isSmall(countsOf(measure).at(-1) ?? 0)))
        tell(pooledAreas, code);
      for (const measure of measures) {
        const numbers = countsOf(measure);
        if (isJump(numbers.at(-1) ?? 0, numbers.slice(0, -1))) tell(suddenJump, `${code} ${measure}`);
      }
    }
  }
}

import { badInput } from '../../shared/subgraph-errors';
import type { Cell, Cells, IndicatorId } from '../method/cells';
import { appliesIn } from '../method/measure';
import { methodInForce } from '../method/method-version';
import type { IndicatorRule } from '../method/risk-method';
import type { MonthFigures } from './assess-from-signals';

/** A figure that a client supposes to be another. */
export interface Supposition {
  readonly indicator: IndicatorId;
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly days?: number | null;
}

/**
 * Supposed figures as the method's cells.
 * @throws BAD_USER_INPUT for none or the same twice, a figure that cannot be, or one that has no meaning in the month.
 */
export function supposedCells(changes: readonly Supposition[], figures: MonthFigures): Cells {
  if (changes.length === 0) throw badInput('changes: is empty; suppose at least one figure.');
  const ids = changes.map(({ indicator }) => indicator);
  const twice = ids.find((id, position) => ids.indexOf(id) !== position);
  if (twice !== undefined) throw refused(twice, 'is supposed twice; suppose each indicator once.');
  return Object.fromEntries(changes.map((change) => [change.indicator, cellOf(change, figures)]));
}

function cellOf(change: Supposition, figures: MonthFigures): Cell {
  const rule = ruleInForce(change.indicator);
  if (!appliesIn(rule, figures.month)) {
    const { from = '', to = '' } = rule.months ?? {};
    throw refused(rule.id, `has a meaning from ${from} to ${to} only; leave it out for ${figures.month}.`);
  }
  return cellOfForm[rule.form](change, figures);
}

const cellOfForm: Readonly<Record<IndicatorRule['form'], (change: Supposition, figures: MonthFigures) => Cell>> = {
  RATE: rateCell,
  SHARE: shareCell,
  PERSON_SHARE: shareCell,
  VALUE: dayCell,
};

function rateCell(change: Supposition, { area, city }: MonthFigures): Cell {
  const { numerator: w, denominator: n } = counts(change);
  if (area.population === 0 || city.population === 0) {
    throw refused(change.indicator, 'is a rate, and no number of residents is held for the area; leave it out.');
  }
  const [least, most] = change.indicator === 'H3' ? [n, n] : [n, heaviest * n];
  if (w >= least && w <= most) return { w, n };
  throw refused(
    change.indicator,
    change.indicator === 'H3'
      ? `counts reports, so numerator ${w} and denominator ${n} must be equal.`
      : `numerator ${w} must be from ${least} to ${most}: each of ${n} events weighs from 1 to ${heaviest}.`,
  );
}

const heaviest = Math.max(...Object.values(methodInForce.severityWeights));

function shareCell(change: Supposition): Cell {
  const { numerator: x, denominator: n } = counts(change);
  if (x > n)
    throw refused(change.indicator, `numerator ${x} must be at most the denominator ${n}, of which it is a part.`);
  return { x, n };
}

function dayCell({ indicator, numerator, denominator, days }: Supposition): Cell {
  if (days == null || numerator != null || denominator != null) {
    throw refused(indicator, `needs days alone, as in { indicator: ${indicator}, days: 30 }.`);
  }
  if (days < 0) throw refused(indicator, `days ${days} must be 0 or more.`);
  return { value: days };
}

function counts({ indicator, numerator, denominator, days }: Supposition): { numerator: number; denominator: number } {
  if (numerator == null || denominator == null || days != null) {
    const example = `{ indicator: ${indicator}, numerator: 5, denominator: 20 }`;
    throw refused(
      indicator,
      `needs numerator and denominator alone, as in ${indicator === 'H3' ? example.replace('20', '5') : example}.`,
    );
  }
  for (const [name, count] of Object.entries({ numerator, denominator })) {
    if (count < 0) throw refused(indicator, `${name} ${count} must be 0 or more.`);
  }
  return { numerator, denominator };
}

function ruleInForce(indicator: IndicatorId): IndicatorRule {
  const rule = methodInForce.indicators.find(({ id }) => id === indicator);
  if (rule === undefined) throw refused(indicator, 'is no indicator of the method in force.');
  return rule;
}

function refused(indicator: IndicatorId, reason: string) {
  return badInput(`changes: ${indicator} ${reason}`);
}

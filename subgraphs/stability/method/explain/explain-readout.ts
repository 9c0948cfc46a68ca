import { dimensionIds } from '../aggregate';
import { alertLevels } from '../alert-levels';
import type { IndicatorId } from '../cells';
import { methodInForce } from '../method-version';
import { actionFor, type IndicatorPoints, indicatorsToAnswer } from '../protective-actions';
import type { RiskMethod } from '../risk-method';
import { wordsOf } from '../words/language';
import type { Language, Words } from '../words/words';
import type { Readout, ReadoutChange, ReadoutIndicator, ReadoutPart } from './readout';
import { monthIn, numberIn, oneDecimal, signedIn } from './written-numbers';

/** An assessment in words, line by line: what it is, how sure, what it rests on, why it moved, what may help. */
export function explainReadout(
  readout: Readout,
  language: Language,
  method: RiskMethod = methodInForce,
): readonly string[] {
  const words = wordsOf(language);
  const { index } = readout;
  const limits = words.limits(readout.methodVersion);
  if (index === null) return [withoutIndex(readout, words), ...reliability(readout, words), limits];
  return [
    headline(readout, index, words),
    ...certainty(readout, words),
    ...reliability(readout, words),
    words.scores(
      dimensionIds.map((id) => `${words.dimensions[id]} ${score(readout.dimensions[id] ?? 0, words)}`).join(', '),
    ),
    words.restsOn(restsOn(readout, words, method)),
    ...sincePrevious(readout, words),
    ...againstCity(readout, words),
    ...trend(readout, words, method),
    ...alert(readout, language, method),
    limits,
  ];
}

function headline({ place, period, level }: Readout, index: number, words: Words): string {
  const month = monthIn(words.locale, period);
  if (level === null) return words.withoutLevel(place, month, score(index, words));
  return words.headline(place, month, score(index, words), words.levels[level]);
}

function withoutIndex({ place, period, dimensions }: Readout, words: Words): string {
  const lacking = dimensionIds.filter((id) => dimensions[id] === null).map((id) => words.dimensions[id]);
  return words.withoutIndex(place, monthIn(words.locale, period), lacking.join(', '));
}

function certainty({ interval, level, levelProbability }: Readout, words: Words): readonly string[] {
  if (interval === null) return [];
  const [low, high] = [score(interval.low, words), score(interval.high, words)];
  if (level === null || levelProbability === null) return [words.interval(low, high)];
  const percent = numberIn(words.locale, 100 * levelProbability, 0);
  return [words.certainty(low, high, words.levels[level], percent)];
}

function reliability({ grade, indicators }: Readout, words: Words): readonly string[] {
  const named = (which: (row: ReadoutIndicator) => boolean): string =>
    indicators
      .filter(which)
      .map(({ id }) => words.indicators[id])
      .join(', ');
  const missing = named(({ status }) => status === 'MISSING');
  const pooled = named(({ status }) => status === 'POOLED');
  const old = indicators
    .filter(({ ageMonths, status }) => ageMonths > 0 && (status === 'OBSERVED' || status === 'POOLED'))
    .map(({ id, ageMonths }) => `${words.indicators[id]} (${words.months(numberIn(words.locale, ageMonths, 0))})`)
    .join(', ');
  const faults = [missing && words.missing(missing), pooled && words.pooled(pooled), old && words.old(old)];
  const told = faults.filter((fault) => fault !== '');
  return [[words.reliability(grade), ...(told.length > 0 ? told : [words.complete])].join(' ')];
}

const mostNamed = 3;

function restsOn({ contributions, indicators }: Readout, words: Words, method: RiskMethod): string {
  const values = new Map(indicators.map(({ id, value }) => [id, value]));
  const largest = contributions.toSorted((one, other) => other.value - one.value).slice(0, mostNamed);
  const told = largest.map((part) => {
    const points = words.points(numberIn(words.locale, part.value, 2));
    const value = part.indicator === null ? null : (values.get(part.indicator) ?? null);
    const figures = part.indicator === null || value === null ? [] : [figure(part.indicator, value, words, method)];
    return `${partIn(part, words)} (${[...figures, points].join('; ')})`;
  });
  return told.join(', ');
}

function figure(id: IndicatorId, value: number, words: Words, { indicators }: RiskMethod): string {
  const form = indicators.find((rule) => rule.id === id)?.form;
  if (form === 'RATE') return words.perResidents(numberIn(words.locale, value, 1));
  if (form === 'VALUE') return words.days(numberIn(words.locale, value, 0));
  return `${numberIn(words.locale, 100 * value, 0)} %`;
}

function sincePrevious({ previous }: Readout, words: Words): readonly string[] {
  if (previous === null) return [];
  const { delta } = previous;
  const [since, from] = [monthIn(words.locale, previous.since), score(previous.from, words)];
  const drivers = driversIn(previous, words);
  const by = score(Math.abs(delta), words);
  if (Math.abs(delta) < 0.05) return [words.unmoved(since, from, drivers)];
  return [delta > 0 ? words.rose(since, by, from, drivers) : words.fell(since, by, from, drivers)];
}

function againstCity({ city }: Readout, words: Words): readonly string[] {
  if (city === null) return [];
  const { delta } = city;
  const [index, by] = [score(city.from, words), score(Math.abs(delta), words)];
  const drivers = driversIn(city, words);
  if (Math.abs(delta) < 0.05) return [words.likeCity(index, drivers)];
  return [delta > 0 ? words.aboveCity(index, by, drivers) : words.belowCity(index, by, drivers)];
}

/** The largest drivers by name, and the rest in one, so that what is told sums to the change. */
function driversIn({ delta, drivers }: ReadoutChange, words: Words): string {
  const largest = drivers
    .filter(({ kind }) => kind !== 'ROUNDING')
    .toSorted((one, other) => Math.abs(other.value) - Math.abs(one.value))
    .slice(0, mostNamed)
    .map((driver) => [partIn(driver, words), driver.value] as const);
  const rest = delta - largest.reduce((sum, [, points]) => sum + points, 0);
  const told = [...largest, [words.rest, rest] as const].map(
    ([name, points]) => `${name} ${signedIn(words.locale, points)}`,
  );
  return told.join(', ');
}

function partIn({ kind, indicator, dimension }: ReadoutPart, words: Words): string {
  if (kind === 'DATA_AVAILABILITY') return words.dataAvailability;
  if (indicator !== null) return words.indicators[indicator];
  if (kind === 'FLOOR' || dimension === null) return words.floor;
  return words.dimensions[dimension];
}

function trend({ trend: direction }: Readout, words: Words, method: RiskMethod): readonly string[] {
  return direction === null
    ? []
    : [words.trend(numberIn(words.locale, method.trend.months, 0), words.trends[direction])];
}

function alert(readout: Readout, language: Language, method: RiskMethod): readonly string[] {
  const words = wordsOf(language);
  const now = alertLevels(readout.history, method).find(({ period }) => period === readout.period);
  if (!now?.level) return [];
  const isHeld = now.level !== readout.level;
  const standing = isHeld ? words.alertHeld(words.levels[now.level]) : words.alert(words.levels[now.level]);
  const names = method.levels.map(({ level }) => level);
  if (names.indexOf(now.level) < names.indexOf(method.alert.confirmFrom)) return [standing];
  const drivers = (readout.previous ?? readout.city)?.drivers ?? [];
  const actions = indicatorsToAnswer(pointsOf(drivers), pointsOf(readout.contributions)).map(actionFor);
  return [
    now.needsConfirmation ? `${standing} ${words.confirm}` : standing,
    words.actionsTitle,
    ...actions.map(({ text }) => `- ${text[language]}`),
  ];
}

function pointsOf(parts: readonly ReadoutPart[]): IndicatorPoints {
  return parts.flatMap(({ indicator, value }) => (indicator === null ? [] : [[indicator, value] as const]));
}

function score(value: number, { locale }: Words): string {
  return oneDecimal(locale, value);
}

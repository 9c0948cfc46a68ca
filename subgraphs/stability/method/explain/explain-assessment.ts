import { dimensionIds } from '../aggregate';
import { alertLevels } from '../alert-levels';
import type { AreaAssessment, AssessedArea, IndicatorAssessment, MeasuredIndicator } from '../assessment';
import { type ChangeDrivers, changeDrivers } from '../change-drivers';
import { methodInForce } from '../method-version';
import { protectiveActions } from '../protective-actions';
import type { RiskMethod } from '../risk-method';
import { type AssessedMonth, trendAt } from '../trend';
import { wordsOf } from '../words/language';
import type { Language, Words } from '../words/words';
import { monthIn, numberIn, oneDecimal, signedIn } from './written-numbers';

export interface ToExplain {
  /** What the area is called. */
  readonly place: string;
  readonly assessment: AreaAssessment;
  /** An earlier month of the area to compare with. */
  readonly previous: AreaAssessment | null;
  /** The city in the same month. */
  readonly city: AreaAssessment | null;
  /** The area's months up to this one, for trend and alert. */
  readonly history: readonly AssessedMonth[];
}

/** An assessment in words, line by line: what it is, how sure, what it rests on, why it moved, what may help. */
export function explainAssessment(
  toExplain: ToExplain,
  language: Language,
  method: RiskMethod = methodInForce,
): readonly string[] {
  const words = wordsOf(language);
  const { assessment } = toExplain;
  const limits = words.limits(assessment.methodVersion);
  if (assessment.status !== 'OK') return [withoutIndex(toExplain, words), ...reliability(assessment, words), limits];
  return [
    headline(toExplain.place, assessment, words),
    certainty(assessment, words),
    ...reliability(assessment, words),
    words.scores(
      dimensionIds.map((id) => `${words.dimensions[id]} ${score(assessment.dimensions[id], words)}`).join(', '),
    ),
    words.restsOn(restsOn(assessment, words, method)),
    ...sincePrevious(toExplain, words),
    ...againstCity(toExplain, words),
    ...trend(toExplain, words, method),
    ...alert(toExplain, language, method),
    limits,
  ];
}

function headline(place: string, { period, index, level }: AssessedArea, words: Words): string {
  const month = monthIn(words.locale, period);
  if (level === null) return words.withoutLevel(place, month, score(index, words));
  return words.headline(place, month, score(index, words), words.levels[level]);
}

function withoutIndex({ place, assessment }: ToExplain, words: Words): string {
  const lacking = dimensionIds.filter((id) => assessment.dimensions[id] === null).map((id) => words.dimensions[id]);
  return words.withoutIndex(place, monthIn(words.locale, assessment.period), lacking.join(', '));
}

function certainty({ ci90, level, levelProbability }: AssessedArea, words: Words): string {
  const [low, high] = ci90.map((value) => score(value, words));
  if (level === null) return words.interval(low ?? '', high ?? '');
  const percent = numberIn(words.locale, 100 * levelProbability[level], 0);
  return words.certainty(low ?? '', high ?? '', words.levels[level], percent);
}

function reliability({ reliabilityGrade, indicators }: AreaAssessment, words: Words): readonly string[] {
  const rows = Object.values(indicators);
  const named = (which: (row: IndicatorAssessment) => boolean): string =>
    rows
      .filter(which)
      .map(({ id }) => words.indicators[id])
      .join(', ');
  const missing = named(({ status }) => status === 'MISSING');
  const pooled = named(({ status }) => status === 'POOLED');
  const old = rows
    .filter(({ ageMonths, norm }) => ageMonths > 0 && norm !== null)
    .map(({ id, ageMonths }) => `${words.indicators[id]} (${words.months(numberIn(words.locale, ageMonths, 0))})`)
    .join(', ');
  const faults = [missing && words.missing(missing), pooled && words.pooled(pooled), old && words.old(old)];
  const told = faults.filter((fault) => fault !== '');
  return [[words.reliability(reliabilityGrade), ...(told.length > 0 ? told : [words.complete])].join(' ')];
}

const mostNamed = 3;

function restsOn({ indicators }: AssessedArea, words: Words, method: RiskMethod): string {
  const measured = Object.values(indicators).filter((row): row is MeasuredIndicator => row.norm !== null);
  const largest = measured.sort((one, other) => (other.contribution ?? 0) - (one.contribution ?? 0));
  const told = largest.slice(0, mostNamed).map((row) => {
    const points = words.points(numberIn(words.locale, row.contribution ?? 0, 2));
    return `${words.indicators[row.id]} (${figure(row, words, method)}; ${points})`;
  });
  return told.join(', ');
}

function figure({ id, value }: MeasuredIndicator, words: Words, { indicators }: RiskMethod): string {
  const form = indicators.find((rule) => rule.id === id)?.form;
  if (form === 'RATE') return words.perResidents(numberIn(words.locale, value, 1));
  if (form === 'VALUE') return words.days(numberIn(words.locale, value, 0));
  return `${numberIn(words.locale, 100 * value, 0)} %`;
}

function sincePrevious({ previous, assessment }: ToExplain, words: Words): readonly string[] {
  const change = previous && changeDrivers(previous, assessment);
  if (!change) return [];
  const [since, from] = [monthIn(words.locale, previous.period), score(previous.index ?? 0, words)];
  const drivers = driversIn(change, words);
  const by = score(Math.abs(change.delta), words);
  if (Math.abs(change.delta) < 0.05) return [words.unmoved(since, from, drivers)];
  return [change.delta > 0 ? words.rose(since, by, from, drivers) : words.fell(since, by, from, drivers)];
}

function againstCity({ city, assessment }: ToExplain, words: Words): readonly string[] {
  const change = city && changeDrivers(city, assessment);
  if (!change) return [];
  const [index, by] = [score(city.index ?? 0, words), score(Math.abs(change.delta), words)];
  const drivers = driversIn(change, words);
  if (Math.abs(change.delta) < 0.05) return [words.likeCity(index, drivers)];
  return [change.delta > 0 ? words.aboveCity(index, by, drivers) : words.belowCity(index, by, drivers)];
}

/** The largest drivers by name, and the rest in one, so that what is told sums to the change. */
function driversIn({ delta, drivers, dataAvailability, floor }: ChangeDrivers, words: Words): string {
  const named = [
    ...Object.entries(drivers).map(([id, points]) => [words.indicators[id as 'H1'], points] as const),
    [words.dataAvailability, dataAvailability] as const,
    [words.floor, floor] as const,
  ];
  const largest = named.sort(([, one], [, other]) => Math.abs(other) - Math.abs(one)).slice(0, mostNamed);
  const rest = delta - largest.reduce((sum, [, points]) => sum + points, 0);
  const told = [...largest, [words.rest, rest] as const].map(
    ([name, points]) => `${name} ${signedIn(words.locale, points)}`,
  );
  return told.join(', ');
}

function trend({ history, assessment }: ToExplain, words: Words, method: RiskMethod): readonly string[] {
  const found = trendAt(assessment.period, history, method);
  return found ? [words.trend(numberIn(words.locale, method.trend.months, 0), words.trends[found.direction])] : [];
}

function alert(
  { history, assessment, previous, city }: ToExplain,
  language: Language,
  method: RiskMethod,
): readonly string[] {
  const words = wordsOf(language);
  const now = alertLevels(history, method).find(({ period }) => period === assessment.period);
  if (!now?.level) return [];
  const isHeld = now.level !== assessment.level;
  const standing = isHeld ? words.alertHeld(words.levels[now.level]) : words.alert(words.levels[now.level]);
  const names = method.levels.map(({ level }) => level);
  if (names.indexOf(now.level) < names.indexOf(method.alert.confirmFrom)) return [standing];
  const baseline = previous ?? city;
  const actions = protectiveActions(assessment, baseline && changeDrivers(baseline, assessment));
  return [
    now.needsConfirmation ? `${standing} ${words.confirm}` : standing,
    words.actionsTitle,
    ...actions.map(({ text }) => `- ${text[language]}`),
  ];
}

function score(value: number, { locale }: Words): string {
  return oneDecimal(locale, value);
}

import { IntervalBar } from '../../charts/interval-bar';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import type { BriefedAssessment } from './area-page';

interface Props {
  readonly stability: BriefedAssessment;
  readonly question: AskedQuestion;
}

/** The index, how sure it is, and how far its data can be relied upon. */
export function Headline({ stability, question }: Props) {
  const { words, format } = useLanguage();
  const { area, units, sources } = words;
  const { index, interval, level, levelProbability, trend, reliability, dimensions } = stability;
  const parts = [
    [area.missing, reliability.missing],
    [area.stale, reliability.stale],
    [area.pooled, reliability.pooled],
  ] as const;
  return (
    <Figure
      className="headline"
      title={area.index}
      provenance={{
        definition: area.indexDefinition,
        unit: units.index,
        source: `${sources.index} (${stability.methodVersion})`,
        asOf: format.day(stability.asOf),
      }}
      question={question}
      table={() => ({
        columns: [
          ...['month', 'index', 'low', 'high', 'level', 'level_probability', 'trend', 'trend_change'],
          ...['grade', 'missing', 'stale', 'pooled', 'method', 'published_at', 'rounded', 'H', 'V', 'C'],
        ],
        rows: [
          [
            ...[stability.month, index, interval?.low, interval?.high, level, levelProbability],
            ...[trend?.direction, trend?.change, reliability.grade, ...parts.map(([, share]) => share)],
            ...[stability.methodVersion, stability.publishedAt, String(stability.rounded)],
            ...dimensions.map(({ value }) => value),
          ],
        ],
      })}
    >
      <div className="headline-parts">
        <div>
          <p className="big-number">{format.index(index)}</p>
          <LevelBadge level={level} />
        </div>
        <div>
          {index !== null && interval && (
            <>
              <IntervalBar value={index} low={interval.low} high={interval.high} shade={level ?? 'NONE'} />
              <p>{area.interval(format.index(interval.low), format.index(interval.high))}</p>
            </>
          )}
          {level && <p>{area.levelWith(words.levels[level].name, format.percent(levelProbability))}</p>}
          <p>
            {trend
              ? area.trend(words.trends[trend.direction], format.points(trend.change), format.month(trend.since))
              : area.noTrend}
          </p>
        </div>
        <div>
          <p>
            <b>{area.reliability}</b> {words.grades[reliability.grade]}
          </p>
          <p className="quiet-text">{parts.map(([name, share]) => `${name} ${format.percent(share)}`).join(' · ')}</p>
          {stability.provisional && <p className="quiet-text">{area.provisional}</p>}
          {stability.publishedAt != null && (
            <p className="quiet-text">{area.published(format.day(stability.publishedAt))}</p>
          )}
          {stability.rounded && <p className="quiet-text">{area.rounded}</p>}
        </div>
        <ul className="dimensions">
          {dimensions.map(({ id, value }) => (
            <li key={id}>
              <span>{words.dimensions[id]}</span>
              <meter min={0} max={10} value={value ?? 0} aria-label={words.dimensions[id]} />
              <b>{format.index(value)}</b>
            </li>
          ))}
        </ul>
      </div>
    </Figure>
  );
}

import { IntervalBar } from '../../charts/interval-bar';
import type { AreaLevel, OverviewQuery } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import { ViewLink } from '../../view-state/view-link';

interface Props {
  readonly ranking: OverviewQuery['stabilityRanking'] | null;
  readonly level: AreaLevel;
  readonly question: AskedQuestion;
}

type Entry = NonNullable<OverviewQuery['stabilityRanking']>['entries'][number];

/** Areas from the highest index, with the ranks that each may well have. */
export function Ranking({ ranking, level, question }: Props) {
  const { words, format } = useLanguage();
  const { overview, sources, units, states } = words;
  const entries = ranking?.entries ?? [];
  const table = () => ({
    columns: ['month', 'rank', 'rank_low', 'rank_high', 'code', 'name', 'index', 'low', 'high', 'level', 'grade'],
    rows: entries.map(({ rank, rankInterval, area, assessment }) => [
      ranking?.month,
      rank,
      rankInterval.low,
      rankInterval.high,
      area.code,
      area.name,
      assessment.index,
      assessment.interval?.low,
      assessment.interval?.high,
      assessment.level,
      assessment.reliability.grade,
    ]),
  });
  return (
    <Figure
      className="ranking-figure"
      title={overview.ranking}
      provenance={{
        definition: overview.rankingDefinition,
        unit: units.index,
        source: sources.ranking,
        asOf: ranking?.month == null ? undefined : format.month(ranking.month),
      }}
      question={question}
      table={table}
    >
      {entries.length === 0 ? (
        <p className="empty">{states.empty}</p>
      ) : (
        <div className="scroll" role="region" aria-label={overview.ranking} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{overview.rank}</th>
                <th scope="col">{words.areaLevels[level]}</th>
                <th scope="col" className="number">
                  {overview.index}
                </th>
                <th scope="col">{overview.interval}</th>
                <th scope="col">{overview.level}</th>
              </tr>
            </thead>
            <tbody>
              {entries.map((entry) => (
                <RankingRow key={entry.area.code} entry={entry} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {ranking != null && ranking.insufficient > 0 && (
        <p className="fine">{overview.insufficient(ranking.insufficient)}</p>
      )}
    </Figure>
  );
}

function RankingRow({ entry: { rank, rankInterval, area, assessment } }: { readonly entry: Entry }) {
  const { words, format } = useLanguage();
  const { index, interval, level } = assessment;
  return (
    <tr>
      <td className="rank">
        <b>{rank}</b>{' '}
        {rankInterval.low !== rankInterval.high && (
          <small title={words.overview.ranks(rankInterval.low, rankInterval.high)}>
            {rankInterval.low}–{rankInterval.high}
          </small>
        )}
      </td>
      <th scope="row">
        <ViewLink to={{ page: 'area', area: area.code }}>{area.name}</ViewLink>
      </th>
      <td className="number strong">{format.index(index)}</td>
      <td>
        {index != null && interval && (
          <>
            <IntervalBar value={index} low={interval.low} high={interval.high} shade={level ?? 'NONE'} />
            <span className="unseen">
              {format.index(interval.low)} – {format.index(interval.high)}
            </span>
          </>
        )}
      </td>
      <td>
        <LevelBadge level={level} />
      </td>
    </tr>
  );
}

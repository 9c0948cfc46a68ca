import { HistoryChart } from '../../charts/history-chart';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { useView } from '../../view-state/use-view';
import type { BriefedAssessment } from './area-page';

interface Props {
  readonly stability: BriefedAssessment;
  readonly question: AskedQuestion;
}

/** The index of twelve months with its interval. */
export function History({ stability, question }: Props) {
  const { words, format } = useLanguage();
  const { show } = useView();
  const points = stability.history.map(({ month, index, interval }) => ({
    month,
    index,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    label: format.monthShort(month),
    sentence: words.area.historyPoint(
      format.month(month),
      format.index(index),
      format.index(interval?.low),
      format.index(interval?.high),
    ),
  }));
  const limits = (['WASPADA', 'SIAGA', 'AWAS'] as const).map((level, at) => ({
    value: [3.5, 5, 6.5][at] ?? 0,
    name: words.levels[level].name,
  }));
  return (
    <Figure
      className="half"
      title={words.area.history}
      provenance={{
        definition: words.area.historyDefinition,
        unit: words.units.index,
        source: words.sources.ranking,
        asOf: format.day(stability.asOf),
      }}
      question={question}
      table={() => ({
        columns: ['month', 'index', 'low', 'high', 'level'],
        rows: stability.history.map(({ month, index, interval, level }) => [
          month,
          index,
          interval?.low,
          interval?.high,
          level,
        ]),
      })}
      hasPicture={points.length > 0}
    >
      {points.length > 0 ? (
        <HistoryChart
          label={words.area.history}
          points={points}
          limits={limits}
          onChosen={(month) => show({ month })}
        />
      ) : (
        <p className="empty">{words.area.noHistory}</p>
      )}
    </Figure>
  );
}

import type { BacktestReport } from '../../../subgraphs/stability/method/backtest/backtest';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';

interface Props {
  readonly report: BacktestReport;
  readonly question: AskedQuestion;
}

/** The error of the index beside that of two that know less, and how much of theirs it saves. */
export function ScoresFigure({ report: { brier, skill, baseRate }, question }: Props) {
  const { words, format } = useLanguage();
  const { backTest } = words;
  const rows = [
    ['index', backTest.byIndex, brier.index, null],
    ['base_rate', backTest.byBaseRate(format.percent(baseRate)), brier.baseRate, skill.againstBaseRate],
    ['last_level', backTest.byLastLevel, brier.lastLevel, skill.againstLastLevel],
  ] as const;
  return (
    <Figure
      className="half"
      title={backTest.scores}
      provenance={{ definition: backTest.scoresDefinition, unit: backTest.brierUnit, source: words.sources.backTest }}
      question={question}
      table={() => ({
        columns: ['forecast_by', 'brier_score', 'skill_of_the_index_against_it'],
        rows: rows.map(([name, , score, saved]) => [name, score, saved]),
      })}
    >
      <div className="scroll" role="region" aria-label={backTest.scores} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{backTest.forecastBy}</th>
              <th scope="col" className="number">
                {backTest.brier}
              </th>
              <th scope="col" className="number">
                {backTest.skill}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(([name, title, score, saved]) => (
              <tr key={name}>
                <th scope="row">{title}</th>
                <td className={name === 'index' ? 'number strong' : 'number'}>{format.score(score)}</td>
                <td className="number">{name === 'index' ? '' : format.score(saved)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="fine">{backTest.skillMeans}</p>
    </Figure>
  );
}

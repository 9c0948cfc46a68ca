import type { BacktestReport } from '../../../subgraphs/stability/method/backtest/backtest';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';

interface Props {
  readonly report: BacktestReport;
  readonly question: AskedQuestion;
}

/** What alerts that a person has to confirm were worth. */
export function AlertScoresFigure({ report: { alerts }, question }: Props) {
  const { words, format } = useLanguage();
  const { backTest } = words;
  const orNothing = (text: string, value: number | null): string => (value === null ? backTest.noneToJudge : text);
  const rows = [
    [backTest.alertsRaised, format.count(alerts.alerts)],
    [backTest.incidents, format.count(alerts.incidents)],
    [backTest.precision, orNothing(format.percent(alerts.precision), alerts.precision)],
    [backTest.recall, orNothing(format.percent(alerts.recall), alerts.recall)],
    [backTest.lead, orNothing(format.index(alerts.leadMonths), alerts.leadMonths)],
  ] as const;
  return (
    <Figure
      className="half"
      title={backTest.alerts(words.levels[alerts.from].name)}
      provenance={{ definition: backTest.alertsDefinition, source: words.sources.backTest }}
      question={question}
      table={() => ({
        columns: ['from_level', 'alerts', 'incidents', 'hits', 'precision', 'recall', 'lead_months'],
        rows: [
          [
            alerts.from,
            alerts.alerts,
            alerts.incidents,
            alerts.hits,
            alerts.precision,
            alerts.recall,
            alerts.leadMonths,
          ],
        ],
      })}
    >
      <div className="scroll" role="region" aria-label={backTest.alerts(words.levels[alerts.from].name)} tabIndex={0}>
        <table>
          <tbody>
            {rows.map(([name, text]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td className="number">{text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}

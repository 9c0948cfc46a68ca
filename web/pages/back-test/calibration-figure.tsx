import type { BacktestReport } from '../../../subgraphs/stability/method/backtest/backtest';
import { CalibrationPlot } from '../../charts/calibration-plot';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { wilsonInterval } from './wilson-interval';

interface Props {
  readonly report: BacktestReport;
  readonly question: AskedQuestion;
}

/** Whether what was said to be so probable happened so often. */
export function CalibrationFigure({ report: { calibration }, question }: Props) {
  const { words, format } = useLanguage();
  const { backTest } = words;
  const steps = calibration.map((step) => ({ ...step, ...wilsonInterval(step.happened, step.forecasts) }));
  const between = (low: number, high: number): string => `${format.percent(low)} – ${format.percent(high)}`;
  return (
    <Figure
      title={backTest.calibration}
      provenance={{ definition: backTest.calibrationDefinition, source: words.sources.backTest }}
      question={question}
      table={() => ({
        columns: ['from', 'to', 'forecasts', 'said', 'happened', 'happened_low', 'happened_high'],
        rows: steps.map((step) => [
          step.from,
          step.to,
          step.forecasts,
          step.meanForecast,
          step.happened,
          step.low,
          step.high,
        ]),
      })}
      hasPicture
    >
      <div className="side-by-side">
        <CalibrationPlot
          label={backTest.calibration}
          points={steps.map(({ meanForecast, happened, low, high, forecasts }) => ({
            said: meanForecast,
            happened,
            low,
            high,
            count: forecasts,
            sentence: backTest.calibrationPoint(
              format.percent(meanForecast),
              format.percent(happened),
              between(low, high),
              format.count(forecasts),
            ),
          }))}
          across={backTest.said}
          up={backTest.happened}
          diagonal={backTest.diagonal}
          write={format.percent}
        />
        <div className="scroll" role="region" aria-label={backTest.calibration} tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">{backTest.forecast}</th>
                <th scope="col" className="number">
                  {backTest.number}
                </th>
                <th scope="col" className="number">
                  {backTest.said}
                </th>
                <th scope="col" className="number">
                  {backTest.happened}
                </th>
              </tr>
            </thead>
            <tbody>
              {steps.map(({ from, to, forecasts, meanForecast, happened, low, high }) => (
                <tr key={from}>
                  <th scope="row">{between(from, to)}</th>
                  <td className="number">{format.count(forecasts)}</td>
                  <td className="number">{format.percent(meanForecast)}</td>
                  <td className="number">
                    {format.percent(happened)} <small className="quiet-text">({between(low, high)})</small>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </Figure>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';

import { backtest } from '../../../subgraphs/stability/method/backtest/backtest';
import { areaLevelOf, levelsWithin, parentOf } from '../../areas/area-code';
import { BacktestHistoryDocument } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import { AreaCodeField } from '../../parts/area-code-field';
import { Failures, Loading, NoAnswerNotice, SignedOutNotice } from '../../parts/notices';
import { PageHead } from '../../parts/page-head';
import { useAsker } from '../../sign-in/sign-in';
import { useView } from '../../view-state/use-view';
import { AlertScoresFigure } from './alert-scores-figure';
import { askOutcomes } from './ask-outcomes';
import { CalibrationFigure } from './calibration-figure';
import { methodInForce } from './method-in-force';
import { ScoresFigure } from './scores-figure';

/** How well the index foretold incidents, computed here from what the gateway tells whoever asks. */
export function BackTestPage() {
  const { words, format } = useLanguage();
  const { view, show } = useView();
  const { asker, offered } = useAsker();
  const select = useId();
  const { backTest } = words;
  const within = areaLevelOf(view.area) === 'VILLAGE' ? (parentOf(view.area) ?? view.area) : view.area;
  const levels = levelsWithin(within);
  const level = levels.find((each) => each === view.level) ?? levels[0] ?? 'VILLAGE';
  const variables = { within, level, after: null };
  const { data, isPending, isError, refetch } = useQuery({
    queryKey: [asker, 'back-test', within, level],
    queryFn: ({ signal }) => askOutcomes({ within, level }, signal),
    enabled: asker !== null && asker !== '',
    refetchOnWindowFocus: false,
    retry: 1,
    retryDelay: 500,
  });
  const report = useMemo(() => data && backtest(data.rows, { method: methodInForce }), [data]);
  const question = { document: BacktestHistoryDocument, variables };
  return (
    <>
      <PageHead title={`${backTest.title}: ${data?.name ?? within}`}>{backTest.definition}</PageHead>
      <div className="controls" role="group" aria-label={words.controls.label}>
        <div className="field">
          <label htmlFor={select}>{backTest.level}</label>
          <select
            id={select}
            value={level}
            onChange={({ target }) => show({ level: levels.find((each) => each === target.value) ?? null })}
          >
            {levels.map((each) => (
              <option key={each} value={each}>
                {words.areaLevels[each]}
              </option>
            ))}
          </select>
        </div>
        <AreaCodeField onChosen={(code) => show({ area: code })} />
      </div>
      {asker === '' && <SignedOutNotice isDemonstration={offered !== null} />}
      {asker !== '' && isPending && <Loading />}
      {isError && <NoAnswerNotice onRetry={() => void refetch()} />}
      {data && <Failures failures={data.failures} />}
      {data && data.failures.length > 0 && <p className="empty">{backTest.needsIncidents}</p>}
      {data?.tooMany != null && <p className="empty">{backTest.tooMany(format.count(data.tooMany))}</p>}
      {data?.failures.length === 0 && data.tooMany === null && report?.months === null && (
        <p className="empty">{backTest.nothing}</p>
      )}
      {report?.months && (
        <>
          <p>
            {backTest.scored(...(report.months.map(format.month) as [string, string]), format.count(report.forecasts))}
          </p>
          <div className="area-page">
            <ScoresFigure report={report} question={question} />
            <AlertScoresFigure report={report} question={question} />
            <CalibrationFigure report={report} question={question} />
          </div>
          <p className="fine">{backTest.limits}</p>
        </>
      )}
    </>
  );
}

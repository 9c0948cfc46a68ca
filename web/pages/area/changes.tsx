import { useId } from 'react';

import { Waterfall } from '../../charts/waterfall';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { useView } from '../../view-state/use-view';
import type { BriefedAssessment } from './area-page';
import { changeBars } from './change-bars';

interface Props {
  readonly area: string;
  readonly stability: BriefedAssessment;
  readonly question: AskedQuestion;
}

/** What moved the index since an earlier month, or sets it apart from the city. */
export function Changes({ area, stability, question }: Props) {
  const { words, format } = useLanguage();
  const { view, show } = useView();
  const against = useId();
  const { change } = stability;
  const baselines = { MONTH: words.area.againstMonth, CITY: words.area.againstCity };
  return (
    <Figure
      className="half"
      title={words.area.drivers}
      provenance={{
        definition: words.area.driversDefinition,
        unit: words.units.points,
        source: words.sources.index,
        asOf: format.day(stability.asOf),
      }}
      question={question}
      table={() => ({
        columns: ['month', 'against', 'since', 'from', 'to', 'kind', 'dimension', 'indicator', 'points'],
        rows: (change?.drivers ?? []).map(({ kind, dimension, indicator, value }) => [
          stability.month,
          change?.against,
          change?.since,
          change?.from,
          change?.to,
          kind,
          dimension,
          indicator,
          value,
        ]),
      })}
      hasPicture={change !== null}
    >
      <p className="inline-field">
        <label htmlFor={against}>{words.area.against}</label>
        <select
          id={against}
          value={view.against}
          onChange={({ target }) => show({ against: target.value === 'CITY' ? 'CITY' : 'MONTH' }, { replace: true })}
        >
          <option value="MONTH">{baselines.MONTH}</option>
          <option value="CITY">{baselines.CITY}</option>
        </select>
      </p>
      {change ? (
        <Waterfall
          label={words.area.drivers}
          from={{ label: change.against === 'CITY' ? baselines.CITY : format.month(change.since), value: change.from }}
          to={{ label: change.against === 'CITY' ? area : format.month(stability.month), value: change.to }}
          bars={changeBars(change.drivers, words, format)}
          write={format.points}
          writeTotal={format.index}
        />
      ) : (
        <p className="empty">{words.area.noChange}</p>
      )}
    </Figure>
  );
}

import { useDeferredValue, useState } from 'react';

import { Waterfall } from '../../charts/waterfall';
import {
  StabilityIfDocument,
  type StabilityIfQuery,
  type StabilityIndicatorId,
  type StabilitySupposition,
} from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { AreaCodeField } from '../../parts/area-code-field';
import { Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import { MonthControl } from '../../parts/month-control';
import { Failures, Loading, NoAnswerNotice, SignedOutNotice } from '../../parts/notices';
import { PageHead } from '../../parts/page-head';
import { useAsker } from '../../sign-in/sign-in';
import { useView } from '../../view-state/use-view';
import { changeBars } from '../area/change-bars';
import { supposedOf,Suppositions } from './suppositions';

export type Supposable = NonNullable<
  NonNullable<StabilityIfQuery['area']>['stabilityIf']
>['before']['indicators'][number];

/** What the index would be if figures of an area were others. */
export function WhatIfPage() {
  const { view } = useView();
  // Suppositions are about one area and month.
  return <WhatIf key={`${view.area} ${view.month ?? ''}`} />;
}

function WhatIf() {
  const { words, format } = useLanguage();
  const { view, show } = useView();
  const { asker, offered } = useAsker();
  const [supposed, setSupposed] = useState<ReadonlyMap<StabilityIndicatorId, number>>(new Map());
  const [before, setBefore] = useState<readonly Supposable[]>([]);
  const settled = useDeferredValue(supposed);
  const changes: StabilitySupposition[] = before.flatMap((indicator) =>
    supposedOf(indicator, settled.get(indicator.id)),
  );
  const variables = { code: view.area, month: view.month, changes };
  const { data, failures, isLoading, isChanging, isFailed, askAgain } = useAnswer(StabilityIfDocument, variables);
  const whatIf = data?.area?.stabilityIf ?? null;
  if (whatIf !== null && before.length === 0) setBefore(whatIf.before.indicators);
  const change = whatIf?.change ?? null;
  return (
    <>
      <PageHead title={`${words.whatIf.title}: ${data?.area?.name ?? view.area}`} isBusy={isChanging}>
        {words.whatIf.definition}
      </PageHead>
      <div className="controls" role="group" aria-label={words.controls.label}>
        <MonthControl newest={whatIf?.before.month ?? null} />
        <AreaCodeField onChosen={(code) => show({ area: code })} />
        <button type="button" className="quiet" onClick={() => setSupposed(new Map())}>
          {words.whatIf.reset}
        </button>
      </div>
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      {asker === '' ? <SignedOutNotice isDemonstration={offered !== null} /> : <Failures failures={failures} />}
      {whatIf && (
        <div className="area-page">
          <section className="figure half" aria-label={words.whatIf.suppose}>
            <h2>{words.whatIf.suppose}</h2>
            <Suppositions
              indicators={before}
              supposed={supposed}
              onSuppose={(id, value) => setSupposed(new Map(supposed).set(id, value))}
            />
          </section>
          <Figure
            className="half"
            title={words.whatIf.after}
            provenance={{
              definition: words.whatIf.definition,
              unit: words.units.index,
              source: words.sources.index,
              asOf: format.month(whatIf.before.month),
            }}
            question={{ document: StabilityIfDocument, variables }}
            hasPicture={change !== null && change.drivers.length > 0}
          >
            <p className="before-after" role="status">
              <span>
                {words.whatIf.before} <b>{format.index(whatIf.before.index)}</b>{' '}
                <LevelBadge level={whatIf.before.level} />
              </span>
              <span>
                {words.whatIf.after} <b>{format.index(whatIf.after.index)}</b> <LevelBadge level={whatIf.after.level} />
              </span>
            </p>
            {changes.length === 0 || change === null ? (
              <p className="empty">{words.whatIf.nothing}</p>
            ) : (
              <Waterfall
                label={words.whatIf.after}
                from={{ label: words.whatIf.before, value: change.from }}
                to={{ label: words.whatIf.after, value: change.to }}
                bars={changeBars(change.drivers, words, format)}
                write={format.points}
                writeTotal={format.index}
              />
            )}
          </Figure>
        </div>
      )}
    </>
  );
}

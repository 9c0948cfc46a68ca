import { useEffect, useState } from 'react';

import {
  type StabilityIndicatorId,
  SupposableDocument,
  type SupposableQuery,
} from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { AreaCodeField } from '../../parts/area-code-field';
import { MonthControl } from '../../parts/month-control';
import { Failures, Loading, NoAnswerNotice, SignedOutNotice } from '../../parts/notices';
import { PageHead } from '../../parts/page-head';
import { useAsker } from '../../sign-in/sign-in';
import { useView } from '../../view-state/use-view';
import { Outcome } from './outcome';
import { supposedOf, Suppositions } from './suppositions';

export type SupposableAssessment = NonNullable<NonNullable<SupposableQuery['area']>['stability']>;
export type Supposable = SupposableAssessment['indicators'][number];

const settledMs = 250;

/** What the index would be if figures of an area were others. */
export function WhatIfPage() {
  const { view } = useView();
  // Suppositions are about one area and month.
  return <WhatIf key={`${view.area} ${view.month ?? ''}`} />;
}

function WhatIf() {
  const { words } = useLanguage();
  const { view, show } = useView();
  const { asker, offered } = useAsker();
  const [supposed, setSupposed] = useState<ReadonlyMap<StabilityIndicatorId, number>>(new Map(view.supposed));
  // A slider on its way would write more addresses than a browser takes.
  useEffect(() => {
    const settled = setTimeout(() => show({ supposed: [...supposed] }, { replace: true }), settledMs);
    return () => clearTimeout(settled);
  }, [supposed, show]);
  const variables = { code: view.area, month: view.month };
  const { data, failures, isLoading, isFailed, askAgain } = useAnswer(SupposableDocument, variables);
  const before = data?.area?.stability ?? null;
  const changes = before?.indicators.flatMap((indicator) => supposedOf(indicator, supposed.get(indicator.id))) ?? [];
  return (
    <>
      <PageHead title={`${words.whatIf.title}: ${data?.area?.name ?? view.area}`}>{words.whatIf.definition}</PageHead>
      <div className="controls" role="group" aria-label={words.controls.label}>
        <MonthControl newest={data?.area?.newest?.month ?? null} />
        <AreaCodeField onChosen={(code) => show({ area: code })} />
        <button type="button" className="quiet" onClick={() => setSupposed(new Map())}>
          {words.whatIf.reset}
        </button>
      </div>
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      {asker === '' ? <SignedOutNotice isDemonstration={offered !== null} /> : <Failures failures={failures} />}
      {before && (
        <div className="area-page">
          <section className="figure half" aria-label={words.whatIf.suppose}>
            <h2>{words.whatIf.suppose}</h2>
            <Suppositions
              indicators={before.indicators}
              supposed={supposed}
              onSuppose={(id, value) => setSupposed(new Map(supposed).set(id, value))}
            />
          </section>
          <Outcome before={before} changes={changes} />
        </div>
      )}
    </>
  );
}

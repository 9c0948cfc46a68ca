import { AlertList } from '../../alerts/alert-list';
import { areaLevelOf, levelWithin, parentOf } from '../../areas/area-code';
import { localToday } from '../../areas/days';
import { failuresAt } from '../../gateway-api/failures';
import { OverviewDocument, type OverviewQuery } from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { Failures, Loading, NoAnswerNotice, SignedOutNotice } from '../../parts/notices';
import { PageHead } from '../../parts/page-head';
import { useAsker } from '../../sign-in/sign-in';
import { useView } from '../../view-state/use-view';
import { Freshness } from './freshness';
import { OverviewControls } from './overview-controls';
import { OverviewMap } from './overview-map';
import { Ranking } from './ranking';

export type OverviewArea = OverviewQuery['areas']['nodes'][number];

/** The parts of an area in a month: map, ranking, alerts, and how fresh the data are. One request. */
export function OverviewPage() {
  const { words, format } = useLanguage();
  const { view } = useView();
  const { asker, offered } = useAsker();
  // A village has no parts: its district is shown.
  const within = areaLevelOf(view.area) === 'VILLAGE' ? (parentOf(view.area) ?? view.area) : view.area;
  const variables = {
    within,
    level: levelWithin(within),
    month: view.month,
    language: words.apiLanguage,
    signedIn: asker !== '',
  };
  const question = { document: OverviewDocument, variables };
  const { data, failures, isLoading, isChanging, isFailed, askAgain } = useAnswer(OverviewDocument, variables);
  const newest = data?.area?.newest?.month ?? null;
  const month = view.month ?? newest;
  const areas = data?.areas.nodes ?? [];
  const title = words.overview.title(data?.area?.name ?? within);
  const isSignedOut = asker === '';
  return (
    <>
      <PageHead title={title} isBusy={isChanging}>
        {month !== null &&
          words.overview.summary(format.month(month), areas.length, words.areaLevelsMany[variables.level])}
      </PageHead>
      <OverviewControls within={within} area={data?.area ?? null} areas={areas} newest={newest} onRefresh={askAgain} />
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      {isSignedOut ? (
        <SignedOutNotice isDemonstration={offered !== null} />
      ) : (
        <Failures failures={ownFailures(failures)} />
      )}
      {data !== null && (
        <div className="overview">
          <OverviewMap areas={areas} villages={data.villages.nodes} month={month} question={question} />
          {!isSignedOut && (
            <div className="stack">
              <Ranking ranking={data.stabilityRanking ?? null} level={variables.level} question={question} />
              <AlertList
                alerts={(data.alerts?.nodes ?? []).filter(({ area }) => areaLevelOf(area.code) === variables.level)}
                month={month}
                today={data.area?.newest?.asOf ?? localToday()}
                question={question}
              />
              <Freshness loads={data.dataLoads} failures={failuresAt(failures, 'dataLoads')} question={question} />
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** Those that no part of the page tells itself. */
function ownFailures<F extends { readonly path: readonly (string | number)[] }>(failures: readonly F[]): F[] {
  const isFirst = new Map<string, F>();
  for (const failure of failures) {
    const key = JSON.stringify(failure.path.filter((step) => typeof step === 'string'));
    if (!isFirst.has(key)) isFirst.set(key, failure);
  }
  return [...isFirst.values()];
}

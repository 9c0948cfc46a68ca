import { areaLevelOf } from '../../areas/area-code';
import { localToday } from '../../areas/days';
import { AreaBriefingDocument, type AreaBriefingQuery } from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { AreaCodeField } from '../../parts/area-code-field';
import { MonthControl } from '../../parts/month-control';
import { Failures, Loading, NoAnswerNotice, SignedOutNotice } from '../../parts/notices';
import { PageHead } from '../../parts/page-head';
import { useAsker } from '../../sign-in/sign-in';
import { useView } from '../../view-state/use-view';
import { ViewLink } from '../../view-state/view-link';
import { AreaAlerts } from './area-alerts';
import { Changes } from './changes';
import { Headline } from './headline';
import { History } from './history';
import { Incidents } from './incidents';
import { Indicators } from './indicators';
import { JointActivities } from './joint-activities';
import { PermitService } from './permit-service';
import { ProtectionNeeds } from './protection-needs';

export type BriefedArea = NonNullable<AreaBriefingQuery['area']>;
export type BriefedAssessment = NonNullable<BriefedArea['stability']>;

/** One area in a month: a briefing that prints on two pages. */
export function AreaPage() {
  const { words, format } = useLanguage();
  const { view, show } = useView();
  const { asker, offered } = useAsker();
  const variables = { code: view.area, month: view.month, against: view.against };
  const question = { document: AreaBriefingDocument, variables };
  const { data, failures, isLoading, isChanging, isFailed, askAgain } = useAnswer(AreaBriefingDocument, variables);
  const area = data?.area ?? null;
  const stability = area?.stability ?? null;
  const newest = area?.newest?.month ?? null;
  const month = stability?.month ?? view.month ?? newest;
  const isSignedOut = asker === '';
  return (
    <>
      <PageHead title={area?.name ?? view.area} isBusy={isChanging}>
        {area && (
          <>
            {words.areaLevels[area.level]}
            {area.parent && (
              <>
                {' · '}
                <ViewLink to={{ page: 'area', area: area.parent.code }}>{area.parent.name}</ViewLink>
              </>
            )}
            {` · ${words.overview.residents}: ${format.count(area.population)}`}
            {month !== null && ` · ${format.month(month)}`}
          </>
        )}
      </PageHead>
      <div className="controls" role="group" aria-label={words.controls.label}>
        <MonthControl newest={newest} />
        <AreaCodeField onChosen={(code) => show({ area: code })} />
        {areaLevelOf(view.area) !== 'VILLAGE' && (
          <ViewLink to={{ page: 'overview' }} className="button-link">
            {words.area.showMap}
          </ViewLink>
        )}
        <ViewLink to={{ page: 'what-if' }} className="button-link">
          {words.whatIf.title}
        </ViewLink>
        <button type="button" className="quiet" onClick={askAgain}>
          {words.controls.refresh}
        </button>
        <button type="button" className="quiet" onClick={() => window.print()}>
          {words.figure.print}
        </button>
      </div>
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      {isSignedOut ? <SignedOutNotice isDemonstration={offered !== null} /> : <Failures failures={failures} />}
      {area && (
        <div className="area-page">
          {stability && (
            <>
              <Headline stability={stability} question={question} />
              <Changes area={area.name} stability={stability} question={question} />
              <History stability={stability} question={question} />
              <Indicators stability={stability} question={question} />
            </>
          )}
          {month !== null && !isSignedOut && (
            <>
              <div className="half stack">
                <Incidents code={area.code} month={month} />
                <PermitService signals={area.permitSignals ?? []} month={month} question={question} />
                <ProtectionNeeds signals={area.protectionSignals ?? []} month={month} question={question} />
              </div>
              <div className="half stack">
                <AreaAlerts code={area.code} month={month} today={area.newest?.asOf ?? localToday()} />
                <JointActivities activities={area.jointActivities ?? null} question={question} />
              </div>
            </>
          )}
        </div>
      )}
    </>
  );
}

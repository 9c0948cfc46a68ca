import { AlertFollowUpDocument } from '../gateway-api/generated/graphql';
import { useAnswer } from '../gateway-api/use-answer';
import { useLanguage } from '../language/language';
import { Failures, Loading, NoAnswerNotice } from '../parts/notices';
import { FollowUp } from './follow-up';

interface Props {
  readonly alert: string;
  readonly area: string;
  readonly today: string;
}

/** The follow-up of an alert, asked for when it is opened. It is not asked again by itself: somebody may be typing. */
export function AskedFollowUp({ alert, area, today }: Props) {
  const { words } = useLanguage();
  const variables = { area, language: words.apiLanguage };
  const { data, failures, isLoading, isFailed, askAgain } = useAnswer(AlertFollowUpDocument, variables, {
    isSteady: true,
  });
  const found = data?.alerts?.nodes.find(({ id }) => id === alert);
  return (
    <>
      {isLoading && <Loading />}
      {isFailed && <NoAnswerNotice onRetry={askAgain} />}
      <Failures failures={failures} />
      {found && <FollowUp alert={found} today={today} />}
      {data?.alerts && !found && <p className="empty">{words.followUp.gone}</p>}
    </>
  );
}

import { AlertList } from '../../alerts/alert-list';
import { AlertFollowUpDocument } from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { Failures } from '../../parts/notices';

interface Props {
  readonly code: string;
  readonly month: string;
  readonly today: string;
}

/** Alerts of an area itself, with their follow-up. */
export function AreaAlerts({ code, month, today }: Props) {
  const { words } = useLanguage();
  const variables = { area: code, language: words.apiLanguage };
  const { data, failures } = useAnswer(AlertFollowUpDocument, variables, { isSteady: true });
  const own = (data?.alerts?.nodes ?? []).filter(({ area }) => area.code === code);
  if (data === null) return <Failures failures={failures} />;
  return (
    <AlertList alerts={own} month={month} today={today} question={{ document: AlertFollowUpDocument, variables }} />
  );
}

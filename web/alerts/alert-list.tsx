import type { StabilityLevel } from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { type AskedQuestion, Figure } from '../parts/figure';
import { useView } from '../view-state/use-view';
import { AlertLine, type ListedAlert } from './alert-line';

const severity: readonly StabilityLevel[] = ['NORMAL', 'WASPADA', 'SIAGA', 'AWAS'];
const shownFirst = 4;

interface Props {
  readonly alerts: readonly ListedAlert[];
  readonly month: string | null;
  readonly today: string;
  readonly question: AskedQuestion;
  readonly className?: string;
}

/** Rises of levels up to the month shown: those that nobody has closed, the highest first, and the closed ones after them. */
export function AlertList({ alerts, month, today, question, className = '' }: Props) {
  const { words, format } = useLanguage();
  const { view } = useView();
  const { overview, sources } = words;
  const shown = alerts
    .filter((alert) => month === null || alert.month <= month)
    .sort((a, b) => severity.indexOf(b.level) - severity.indexOf(a.level) || b.month.localeCompare(a.month));
  // The one whose follow-up is shown stays where it is when it is closed.
  const isOpen = ({ id, state }: ListedAlert): boolean => state !== 'CLOSED' || id === view.alert;
  const open = shown.filter(isOpen);
  const closed = shown.filter((alert) => !isOpen(alert));
  const more = [...open.slice(shownFirst), ...closed];
  const lines = (some: readonly ListedAlert[]) => (
    <ul className="lines">
      {some.map((alert) => (
        <AlertLine key={alert.id} alert={alert} today={today} />
      ))}
    </ul>
  );
  return (
    <Figure
      className={className}
      title={overview.alerts}
      provenance={{
        definition: overview.alertsDefinition,
        source: sources.index,
        asOf: month === null ? undefined : format.month(month),
      }}
      question={question}
      table={() => ({
        columns: ['alert', 'code', 'name', 'month', 'level', 'probability', 'state'],
        rows: shown.map(({ id, area, level, probability, state, ...alert }) => [
          id,
          area.code,
          area.name,
          alert.month,
          level,
          probability,
          state,
        ]),
      })}
    >
      {open.length === 0 ? <p className="empty">{overview.noAlerts}</p> : lines(open.slice(0, shownFirst))}
      {more.length > 0 && (
        <details open={more.some(({ id }) => id === view.alert) ? true : undefined}>
          <summary>{overview.moreAlerts(more.length)}</summary>
          {lines(more)}
        </details>
      )}
    </Figure>
  );
}

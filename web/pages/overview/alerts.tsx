import { areaLevelOf } from '../../areas/area-code';
import type { AreaLevel, OverviewQuery, StabilityLevel } from '../../gateway-api/generated/graphql';
import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import { ViewLink } from '../../view-state/view-link';

type Alert = NonNullable<OverviewQuery['alerts']>['nodes'][number];

const severity: readonly StabilityLevel[] = ['NORMAL', 'WASPADA', 'SIAGA', 'AWAS'];
const shownFirst = 4;

interface Props {
  readonly alerts: readonly Alert[];
  /** Only those of areas of this level. */
  readonly level: AreaLevel;
  readonly month: string | null;
  readonly question: AskedQuestion;
}

/** Rises of levels that are not closed, up to the month shown. */
export function Alerts({ alerts, level, month, question }: Props) {
  const { words, format } = useLanguage();
  const { overview, sources } = words;
  const open = alerts
    .filter(({ area, state }) => state !== 'CLOSED' && areaLevelOf(area.code) === level)
    .filter((alert) => month === null || alert.month <= month)
    .sort((a, b) => severity.indexOf(b.level) - severity.indexOf(a.level) || b.month.localeCompare(a.month));
  return (
    <Figure
      title={overview.alerts}
      provenance={{
        definition: overview.alertsDefinition,
        source: sources.index,
        asOf: month === null ? undefined : format.month(month),
      }}
      question={question}
    >
      {open.length === 0 ? (
        <p className="empty">{overview.noAlerts}</p>
      ) : (
        <ul className="lines">
          {open.slice(0, shownFirst).map((alert) => (
            <AlertLine key={alert.id} alert={alert} />
          ))}
        </ul>
      )}
      {open.length > shownFirst && (
        <details>
          <summary>{overview.moreAlerts(open.length - shownFirst)}</summary>
          <ul className="lines">
            {open.slice(shownFirst).map((alert) => (
              <AlertLine key={alert.id} alert={alert} />
            ))}
          </ul>
        </details>
      )}
    </Figure>
  );
}

function AlertLine({ alert: { area, month, level, probability, state, suggestedActions } }: { readonly alert: Alert }) {
  const { words, format } = useLanguage();
  const [action] = suggestedActions;
  return (
    <li>
      <ViewLink to={{ page: 'area', area: area.code }}>{area.name}</ViewLink>
      <LevelBadge level={level} />
      <span className="quiet-text">
        {format.month(month)} · {format.percent(probability)} · {words.overview.alertStates[state]}
      </span>
      {action && (
        <span className="suggested">
          {words.overview.suggested}: {action.text}
        </span>
      )}
    </li>
  );
}

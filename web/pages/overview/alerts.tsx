import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import { ViewLink } from '../../view-state/view-link';
import type { OverviewArea } from './overview-page';

interface Props {
  readonly areas: readonly OverviewArea[];
  readonly month: string | null;
  readonly question: AskedQuestion;
}

/** Areas whose index is at a level that asks for attention, the highest first. */
export function Alerts({ areas, month, question }: Props) {
  const { words, format } = useLanguage();
  const { overview, sources } = words;
  const alerted = areas
    .filter(({ stability }) => stability?.level === 'SIAGA' || stability?.level === 'AWAS')
    .sort((a, b) => (b.stability?.index ?? 0) - (a.stability?.index ?? 0));
  return (
    <Figure
      className="alerts-figure"
      title={overview.alerts}
      provenance={{
        definition: overview.alertsDefinition,
        source: sources.index,
        asOf: month === null ? undefined : format.month(month),
      }}
      question={question}
    >
      {alerted.length === 0 ? (
        <p className="empty">{overview.noAlerts}</p>
      ) : (
        <ul className="lines">
          {alerted.map(({ code, name, stability }) => (
            <li key={code}>
              <ViewLink to={{ page: 'area', area: code }}>{name}</ViewLink>
              <LevelBadge level={stability?.level} />
              <span className="quiet-text">
                {format.index(stability?.index)} · {format.percent(stability?.levelProbability)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Figure>
  );
}

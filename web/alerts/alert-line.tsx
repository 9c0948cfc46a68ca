import { useId } from 'react';

import type { StabilityAlertState, StabilityLevel } from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { LevelBadge } from '../parts/level-badge';
import { useView } from '../view-state/use-view';
import { ViewLink } from '../view-state/view-link';
import { AskedFollowUp } from './asked-follow-up';

export interface ListedAlert {
  readonly id: string;
  readonly area: { readonly code: string; readonly name: string };
  readonly month: string;
  readonly level: StabilityLevel;
  readonly probability: number;
  readonly state: StabilityAlertState;
  readonly suggestedActions: readonly { readonly text: string }[];
}

interface Props {
  readonly alert: ListedAlert;
  readonly today: string;
}

/** An alert, and by a button what was and can be done about it. */
export function AlertLine({ alert, today }: Props) {
  const { words, format } = useLanguage();
  const { view, show } = useView();
  const place = useId();
  const { id, area, month, level, probability, state, suggestedActions } = alert;
  const [action] = suggestedActions;
  const isOpen = view.alert === id;
  return (
    <li>
      <ViewLink to={{ page: 'area', area: area.code }}>{area.name}</ViewLink>
      <LevelBadge level={level} />
      <span className="quiet-text">
        {format.month(month)} · {format.percent(probability)} · {words.overview.alertStates[state]}
      </span>
      <button
        type="button"
        className="quiet small"
        aria-expanded={isOpen}
        aria-controls={place}
        aria-label={words.followUp.openLabel(area.name, words.levels[level].name, format.month(month))}
        onClick={() => show({ alert: isOpen ? null : id }, { replace: true })}
      >
        {words.followUp.open}
      </button>
      {action && (
        <span className="suggested">
          {words.overview.suggested}: {action.text}
        </span>
      )}
      <div id={place} className="wide">
        {isOpen && <AskedFollowUp alert={id} area={area.code} today={today} />}
      </div>
    </li>
  );
}

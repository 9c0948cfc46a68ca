import { useDeferredValue } from 'react';

import { Waterfall } from '../../charts/waterfall';
import { StabilityIfDocument, type StabilitySupposition } from '../../gateway-api/generated/graphql';
import { useAnswer } from '../../gateway-api/use-answer';
import { useLanguage } from '../../language/language';
import { Figure } from '../../parts/figure';
import { LevelBadge } from '../../parts/level-badge';
import { Failures } from '../../parts/notices';
import { useView } from '../../view-state/use-view';
import { changeBars } from '../area/change-bars';
import type { SupposableAssessment } from './what-if-page';

interface Props {
  readonly before: SupposableAssessment;
  readonly changes: readonly StabilitySupposition[];
}

/** The index beside what it would be, and what the difference comes from. */
export function Outcome({ before, changes }: Props) {
  const { words, format } = useLanguage();
  const { view } = useView();
  const settled = useDeferredValue(changes);
  const variables = { code: view.area, month: view.month, changes: [...settled] };
  const isSupposed = settled.length > 0;
  const { data, failures, isChanging } = useAnswer(StabilityIfDocument, variables, { enabled: isSupposed });
  const whatIf = isSupposed ? (data?.area?.stabilityIf ?? null) : null;
  const change = whatIf?.change ?? null;
  return (
    <Figure
      className="half"
      title={words.whatIf.after}
      provenance={{
        definition: words.whatIf.definition,
        unit: words.units.index,
        source: words.sources.index,
        asOf: format.month(before.month),
      }}
      question={{ document: StabilityIfDocument, variables }}
      table={() => ({
        columns: ['month', 'as_it_is', 'as_it_would_be', 'kind', 'dimension', 'indicator', 'points'],
        rows: (change?.drivers ?? []).map(({ kind, dimension, indicator, value }) => [
          ...[before.month, change?.from, change?.to, kind, dimension, indicator, value],
        ]),
      })}
      hasPicture={change !== null}
    >
      <p className="before-after" role="status" aria-busy={isChanging}>
        <span>
          {words.whatIf.before} <b>{format.index(before.index)}</b> <LevelBadge level={before.level} />
        </span>
        {whatIf && (
          <span>
            {words.whatIf.after} <b>{format.index(whatIf.after.index)}</b> <LevelBadge level={whatIf.after.level} />
          </span>
        )}
      </p>
      {isSupposed && <Failures failures={failures} />}
      {change === null ? (
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
  );
}

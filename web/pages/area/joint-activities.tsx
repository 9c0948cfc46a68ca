import { useLanguage } from '../../language/language';
import { type AskedQuestion, Figure } from '../../parts/figure';
import type { BriefedArea } from './area-page';

type Activities = NonNullable<BriefedArea['jointActivities']>;
type Item = Activities['nodes'][number]['actionItems'][number];

interface Props {
  readonly activities: Activities | null;
  readonly question: AskedQuestion;
}

/** What the agencies did together, newest first, and what was agreed. */
export function JointActivities({ activities, question }: Props) {
  const { words, format } = useLanguage();
  const { area, sources } = words;
  const nodes = activities?.nodes ?? [];
  return (
    <Figure
      title={area.activities}
      provenance={{ definition: area.activitiesDefinition, source: sources.timpora }}
      question={question}
      table={() => ({
        columns: ['activity', 'title', 'kind', 'held_on', 'agencies', 'item', 'task', 'owner', 'due_on', 'done_on'],
        rows: nodes.flatMap(({ id, title, kind, heldOn, agencies, actionItems }) =>
          (actionItems.length === 0 ? [null] : actionItems).map((item) => [
            ...[id, title, kind, heldOn, agencies.join(';')],
            ...[item?.id, item?.task, item?.owner, item?.dueOn, item?.doneOn],
          ]),
        ),
      })}
    >
      {nodes.length === 0 && <p className="empty">{area.noActivities}</p>}
      <ul className="activities">
        {nodes.map(({ id, title, kind, heldOn, agencies, actionItems }) => (
          <li key={id}>
            <p>
              <b>{title}</b>
              <span className="quiet-text">
                {' '}
                · {area.activityKinds[kind]} · {format.day(heldOn)} ·{' '}
                {agencies.map((agency) => words.agencies[agency]).join(', ')}
              </span>
            </p>
            <ul>
              {actionItems.map((item) => (
                <ActionItemLine key={item.id} item={item} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function ActionItemLine({ item: { task, owner, dueOn, doneOn } }: { readonly item: Item }) {
  const { words, format } = useLanguage();
  const { area } = words;
  return (
    <li>
      <span aria-hidden="true">{doneOn === null ? '☐' : '☑'}</span> {task}{' '}
      <span className="quiet-text">
        ({words.agencies[owner]}, {doneOn === null ? area.due(format.day(dueOn)) : area.done(format.day(doneOn))})
      </span>
    </li>
  );
}

import {
  AddActionItemDocument,
  CompleteActionItemDocument,
  RecordJointActivityHeldDocument,
  type StabilityAgency,
} from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { ChangeForm } from './change-form';
import { ChoiceField, filledIn, InputField, TextField } from './field';
import type { FollowedUpAlert } from './follow-up';

type Activity = FollowedUpAlert['activities'][number];
type Item = Activity['actionItems'][number];

interface Props {
  readonly activity: Activity;
  readonly mayAct: boolean;
  readonly today: string;
  readonly onDone: (sentence: string) => void;
}

/** A joint activity planned for an alert: whether it was held, and what was agreed. */
export function PlannedActivity({ activity, mayAct, today, onDone }: Props) {
  const { words, format } = useLanguage();
  const { followUp, area } = words;
  const { id, title, kind, state, heldOn, agencies, areas, actionItems } = activity;
  return (
    <li>
      <p>
        <b>{title}</b>
      </p>
      <p className="quiet-text">
        {area.activityKinds[kind]} · {followUp.activityStates[state](format.day(heldOn))} ·{' '}
        {agencies.map((agency) => words.agencies[agency]).join(', ')} · {areas.map(({ name }) => name).join(', ')}
      </p>
      {actionItems.length > 0 && (
        <ul>
          {actionItems.map((item) => (
            <ActionItem key={item.id} activity={id} item={item} {...{ mayAct, today, onDone }} />
          ))}
        </ul>
      )}
      {mayAct && state === 'PLANNED' && (
        <ChangeForm
          className="inline"
          document={RecordJointActivityHeldDocument}
          submit={followUp.recordHeld}
          submitLabel={`${followUp.recordHeld}: ${title}`}
          variablesOf={(filled) => ({ activity: id, heldOn: filledIn(filled, 'heldOn') })}
          onDone={() => onDone(followUp.held)}
        >
          <InputField name="heldOn" label={followUp.heldOn} type="date" max={today} defaultValue={today} />
        </ChangeForm>
      )}
      {mayAct && (
        <details>
          <summary>{followUp.addItem}</summary>
          <ChangeForm
            document={AddActionItemDocument}
            submit={followUp.add}
            submitLabel={`${followUp.add}: ${title}`}
            variablesOf={(filled) => ({
              activity: id,
              task: filledIn(filled, 'task'),
              owner: filledIn(filled, 'owner') as StabilityAgency,
              dueOn: filledIn(filled, 'dueOn'),
            })}
            onDone={() => onDone(followUp.added)}
          >
            <TextField name="task" label={followUp.task} />
            <ChoiceField
              name="owner"
              label={followUp.owner}
              options={agencies.map((agency) => [agency, words.agencies[agency]])}
            />
            <InputField name="dueOn" label={followUp.dueOn} type="date" min={today} />
          </ChangeForm>
        </details>
      )}
    </li>
  );
}

interface ItemProps extends Omit<Props, 'activity'> {
  readonly activity: string;
  readonly item: Item;
}

function ActionItem({ activity, item, mayAct, today, onDone }: ItemProps) {
  const { words, format } = useLanguage();
  const { followUp, area } = words;
  const { id, task, owner, dueOn, doneOn } = item;
  const isOverdue = doneOn === null && dueOn < today;
  return (
    <li>
      <span aria-hidden="true">{doneOn === null ? '☐' : '☑'}</span> {task}{' '}
      <span className="quiet-text">
        ({words.agencies[owner]}, {doneOn === null ? area.due(format.day(dueOn)) : area.done(format.day(doneOn))})
      </span>
      {isOverdue && <span className="state bad">{area.overdue}</span>}
      {mayAct && doneOn === null && (
        <ChangeForm
          className="inline"
          document={CompleteActionItemDocument}
          submit={followUp.complete}
          submitLabel={`${followUp.complete}: ${task}`}
          variablesOf={(filled) => ({ activity, item: id, doneOn: filledIn(filled, 'doneOn') })}
          onDone={() => onDone(followUp.completed)}
        >
          <InputField name="doneOn" label={followUp.doneOn} type="date" max={today} defaultValue={today} />
        </ChangeForm>
      )}
    </li>
  );
}

import { useRef, useState } from 'react';

import type { AlertFollowUpQuery } from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { useAsker } from '../sign-in/sign-in';
import { AcknowledgeForm } from './acknowledge-form';
import { CloseForm } from './close-form';
import { whyNotFollowUp } from './may-follow-up';
import { PlanForm } from './plan-form';
import { PlannedActivity } from './planned-activity';

export type FollowedUpAlert = NonNullable<AlertFollowUpQuery['alerts']>['nodes'][number];

interface Props {
  readonly alert: FollowedUpAlert;
  readonly today: string;
}

/** What was done about an alert, and, for officers who work in its area, what can be done next. */
export function FollowUp({ alert, today }: Props) {
  const { words, format } = useLanguage();
  const { followUp } = words;
  const { offered, asker } = useAsker();
  const persona = offered?.personas.find(({ name }) => name === asker);
  const whyNot = whyNotFollowUp(persona, alert.area.code, words);
  const { state, acknowledgement, activities, closure } = alert;
  const mayAct = whyNot === null && state !== 'CLOSED';
  const told = useRef<HTMLParagraphElement>(null);
  const [done, setDone] = useState('');
  // The form that did it may be gone: the reader is taken to the line that says what was done.
  const tell = (sentence: string): void => {
    setDone(sentence);
    told.current?.focus();
  };
  return (
    <div className="follow-up">
      <p className="told" role="status" ref={told} tabIndex={-1}>
        {done}
      </p>
      {acknowledgement === null ? (
        <p>{followUp.nobodyYet}</p>
      ) : (
        <p>
          <b>{followUp.takenUp(words.agencies[acknowledgement.agency], format.day(acknowledgement.at))}</b>{' '}
          {acknowledgement.note}
        </p>
      )}
      {activities.length > 0 && (
        <ul className="activities">
          {activities.map((activity) => (
            <PlannedActivity key={activity.id} activity={activity} mayAct={mayAct} today={today} onDone={tell} />
          ))}
        </ul>
      )}
      {closure !== null && (
        <p>
          <b>{followUp.closedBy(words.agencies[closure.agency], format.day(closure.at))}</b>{' '}
          {followUp.outcomes[closure.outcome]}. {closure.note}
        </p>
      )}
      {whyNot !== null && state !== 'CLOSED' && <p className="quiet-text">{whyNot}</p>}
      {mayAct && state === 'RAISED' && <AcknowledgeForm alert={alert.id} onDone={tell} />}
      {mayAct && state === 'ACKNOWLEDGED' && (
        <>
          <details>
            <summary>{followUp.planTitle}</summary>
            <PlanForm alert={alert} agency={persona?.agency ?? null} today={today} onDone={tell} />
          </details>
          <details>
            <summary>{followUp.closeTitle}</summary>
            <CloseForm alert={alert.id} onDone={tell} />
          </details>
        </>
      )}
    </div>
  );
}

import { CloseAlertDocument, type StabilityAlertOutcome } from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { ChangeForm } from './change-form';
import { ChoiceField, filledIn, TextField } from './field';

interface Props {
  readonly alert: string;
  readonly onDone: (sentence: string) => void;
}

const outcomes: readonly StabilityAlertOutcome[] = ['ANSWERED', 'NOTHING_TO_DO', 'HANDED_OVER', 'WRONG_FIGURES'];

/** How the follow-up of an alert ends. */
export function CloseForm({ alert, onDone }: Props) {
  const { followUp } = useLanguage().words;
  return (
    <ChangeForm
      document={CloseAlertDocument}
      submit={followUp.close}
      variablesOf={(filled) => ({
        id: alert,
        outcome: filledIn(filled, 'outcome') as StabilityAlertOutcome,
        note: filledIn(filled, 'note'),
      })}
      onDone={() => onDone(followUp.closed)}
    >
      <ChoiceField
        name="outcome"
        label={followUp.outcome}
        options={outcomes.map((outcome) => [outcome, followUp.outcomes[outcome]])}
      />
      <TextField name="note" label={followUp.note} />
    </ChangeForm>
  );
}

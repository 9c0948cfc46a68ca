import { AcknowledgeAlertDocument } from '../gateway-api/generated/graphql';
import { useLanguage } from '../language/language';
import { ChangeForm } from './change-form';
import { filledIn, TextField } from './field';

interface Props {
  readonly alert: string;
  readonly onDone: (sentence: string) => void;
}

/** That a person has looked at an alert and takes it up. */
export function AcknowledgeForm({ alert, onDone }: Props) {
  const { followUp } = useLanguage().words;
  return (
    <ChangeForm
      document={AcknowledgeAlertDocument}
      submit={followUp.acknowledge}
      variablesOf={(filled) => ({ id: alert, note: filledIn(filled, 'note') })}
      onDone={() => onDone(followUp.acknowledged)}
    >
      <TextField name="note" label={followUp.note} />
    </ChangeForm>
  );
}

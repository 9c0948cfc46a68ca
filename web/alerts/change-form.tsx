import { createContext, type ReactNode, type SubmitEvent, useContext, useState } from 'react';

import type { TypedDocumentString } from '../gateway-api/generated/graphql';
import { useChange } from '../gateway-api/use-change';
import type { Words } from '../language/english';
import { useLanguage } from '../language/language';
import { ChangeRefused } from './change-refused';

/** What is wrong with the fields of a form, by their names. */
const problemsOfForm = createContext<Readonly<Record<string, string>>>({});

export function useProblem(name: string): string | undefined {
  return useContext(problemsOfForm)[name];
}

interface Props<Data, Variables> {
  readonly document: TypedDocumentString<Data, Variables>;
  readonly submit: string;
  /** Of the button, where its words alone do not say what it is about. */
  readonly submitLabel?: string;
  readonly variablesOf: (filled: FormData) => Variables;
  readonly onDone: () => void;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A form that asks for a change. What does not fit its fields is told beside them, and the first of these is taken to;
 * what was typed stays until the change was made.
 */
export function ChangeForm<Data, Variables>({
  document,
  submit,
  variablesOf,
  onDone,
  ...rest
}: Props<Data, Variables>) {
  const { words } = useLanguage();
  const { submitLabel, className = '', children } = rest;
  const { make, isUnderWay, failures } = useChange(document);
  const [problems, setProblems] = useState<Readonly<Record<string, string>>>({});
  const send = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const wrong = wrongFields(form);
    setProblems(Object.fromEntries(wrong.map((field) => [field.name, problemOf(field, words)])));
    wrong[0]?.focus();
    if (wrong.length > 0 || isUnderWay) return;
    if (await make(variablesOf(new FormData(form)))) {
      form.reset();
      onDone();
    }
  };
  return (
    <form className={`change ${className}`} noValidate onSubmit={(event) => void send(event)}>
      <problemsOfForm.Provider value={problems}>{children}</problemsOfForm.Provider>
      <button type="submit" aria-label={submitLabel} aria-disabled={isUnderWay}>
        {isUnderWay ? words.followUp.underWay : submit}
      </button>
      <ChangeRefused failures={failures} />
    </form>
  );
}

type FieldElement = HTMLInputElement | HTMLSelectElement;

function wrongFields(form: HTMLFormElement): FieldElement[] {
  const fields = [...form.elements].filter(
    (element): element is FieldElement => element instanceof HTMLInputElement || element instanceof HTMLSelectElement,
  );
  return fields.filter(({ validity }) => !validity.valid);
}

function problemOf(field: FieldElement, { followUp: { problems } }: Words): string {
  const { validity, title } = field;
  if (validity.patternMismatch) return title;
  if (validity.rangeUnderflow) return problems.tooEarly;
  if (validity.rangeOverflow) return problems.tooLate;
  return validity.valueMissing ? problems.missing : problems.unreadable;
}

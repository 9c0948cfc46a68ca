import { type ComponentProps, type ReactNode, useId } from 'react';

import { useLanguage } from '../language/language';
import { useProblem } from './change-form';

interface LabelledProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: (ids: {
    readonly id: string;
    readonly describedBy: string;
    readonly isWrong: boolean;
  }) => ReactNode;
}

/** A field with its label, what is to be known of it, and what is wrong with it. */
function Labelled({ name, label, hint, children }: LabelledProps) {
  const id = useId();
  const problem = useProblem(name);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({ id, describedBy: `${id}-hint`, isWrong: problem !== undefined })}
      <small id={`${id}-hint`} className={problem === undefined ? 'quiet-text' : 'problem'}>
        {problem ?? hint}
      </small>
    </div>
  );
}

interface FieldProps extends Omit<ComponentProps<'input'>, 'name' | 'id'> {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
}

export function InputField({ name, label, hint, ...input }: FieldProps) {
  return (
    <Labelled name={name} label={label} hint={hint}>
      {({ id, describedBy, isWrong }) => (
        <input {...input} id={id} name={name} required aria-describedby={describedBy} aria-invalid={isWrong} />
      )}
    </Labelled>
  );
}

const longestText = 500;

/** What an officer writes: in one line, about areas and never about persons. */
export function TextField({ name, label, hint }: Pick<FieldProps, 'name' | 'label' | 'hint'>) {
  const { words } = useLanguage();
  return (
    <InputField
      name={name}
      label={label}
      hint={hint ?? words.followUp.textHint}
      maxLength={longestText}
      pattern=".*\S.*"
      title={words.followUp.problems.missing}
      autoComplete="off"
    />
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly first?: string | undefined;
}

export function ChoiceField({ name, label, options, first }: ChoiceProps) {
  return (
    <Labelled name={name} label={label}>
      {({ id, describedBy, isWrong }) => (
        <select id={id} name={name} defaultValue={first} aria-describedby={describedBy} aria-invalid={isWrong}>
          {options.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** What was filled in under a name; '' where nothing was. */
export function filledIn(filled: FormData, name: string): string {
  const value = filled.get(name);
  return typeof value === 'string' ? value.trim() : '';
}

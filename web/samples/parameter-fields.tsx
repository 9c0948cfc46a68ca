import { useId } from 'react';

import type { Language } from '../language/language';
import { type ParameterTexts, textOf } from './parameter-texts';
import type { Sample, SampleParameter } from './samples';

interface Props {
  readonly sample: Sample;
  readonly language: Language;
  readonly texts: ParameterTexts;
  onChange(texts: ParameterTexts): void;
}

/** A field for each parameter, with what it means; its default stands in it until something is written. */
export function ParameterFields({ sample, language, texts, onChange }: Props) {
  if (sample.parameters.length === 0) return null;
  return (
    <div className="parameters">
      {sample.parameters.map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          language={language}
          text={texts[parameter.name] ?? ''}
          onChange={(text) => onChange({ ...texts, [parameter.name]: text })}
        />
      ))}
    </div>
  );
}

interface FieldProps {
  readonly parameter: SampleParameter;
  readonly language: Language;
  readonly text: string;
  onChange(text: string): void;
}

function ParameterField({ parameter, language, text, onChange }: FieldProps) {
  const { name, type, isRequired, fallback, about } = parameter;
  const id = useId();
  return (
    <div className="parameter">
      <label htmlFor={id}>
        {name} <small>{type}</small>
      </label>
      <input
        id={id}
        name={name}
        value={text}
        required={isRequired}
        placeholder={textOf(fallback)}
        aria-describedby={`${id}-about`}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      <small id={`${id}-about`}>{about[language]}</small>
    </div>
  );
}

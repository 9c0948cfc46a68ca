import { type SubmitEvent, useId, useState } from 'react';

import { isAreaCode } from '../areas/area-code';
import { useLanguage } from '../language/language';

/** Any area of the country, by its code. */
export function AreaCodeField({ onChosen }: { readonly onChosen: (code: string) => void }) {
  const { words } = useLanguage();
  const { controls } = words;
  const [text, setText] = useState('');
  const [isRefused, setRefused] = useState(false);
  const id = useId();
  const choose = (event: SubmitEvent): void => {
    event.preventDefault();
    const code = text.trim();
    setRefused(!isAreaCode(code));
    if (isAreaCode(code)) onChosen(code);
  };
  return (
    <form className="field area-code" onSubmit={choose}>
      <label htmlFor={id}>{controls.otherArea}</label>
      <div className="joined">
        <input
          id={id}
          value={text}
          inputMode="decimal"
          autoComplete="off"
          placeholder="31.75.03"
          title={controls.otherAreaHint}
          aria-invalid={isRefused}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => setText(target.value)}
        />
        <button type="submit">{controls.open}</button>
      </div>
      <small id={`${id}-hint`} role={isRefused ? 'alert' : undefined}>
        {isRefused ? controls.badCode : ''}
      </small>
    </form>
  );
}

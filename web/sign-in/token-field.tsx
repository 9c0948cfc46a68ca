import { type SubmitEvent, useState } from 'react';

import { useAsker } from './sign-in';

interface Props {
  readonly words: { readonly label: string; readonly use: string; readonly leave: string };
}

/** Where people sign in elsewhere: takes a token that they have. */
export function TokenField({ words }: Props) {
  const { asker, chooseToken } = useAsker();
  const [token, setToken] = useState('');
  const give = (event: SubmitEvent): void => {
    event.preventDefault();
    chooseToken(token.trim());
    setToken('');
  };
  if (asker !== null && asker !== '') {
    return (
      <button type="button" className="quiet" onClick={() => chooseToken('')}>
        {words.leave}
      </button>
    );
  }
  return (
    <form className="token" onSubmit={give}>
      <label className="field">
        <span>{words.label}</span>
        <input
          type="password"
          value={token}
          autoComplete="off"
          required
          onChange={({ target }) => setToken(target.value)}
        />
      </label>
      <button type="submit" className="quiet">
        {words.use}
      </button>
    </form>
  );
}

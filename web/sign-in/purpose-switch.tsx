import { useLanguage } from '../language/language';
import type { Purpose } from './use-purpose';

/** Lets an officer say why persons' records are looked at. */
export function PurposeSwitch({ purposes, purpose, choose }: Purpose) {
  const { words } = useLanguage();
  if (purposes?.length === 0) return null;
  return (
    <label className="field">
      <span>{words.signIn.purpose}</span>
      {purposes === null ? (
        <input defaultValue={purpose} autoComplete="off" onBlur={({ target }) => choose(target.value.trim())} />
      ) : (
        <select value={purpose} onChange={({ target }) => choose(target.value)}>
          <option value="">{words.signIn.noPurpose}</option>
          {purposes.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}

import { useLanguage } from '../language/language';
import { useAsker } from './sign-in';

/** In a demonstration, lets the reader choose who asks. */
export function SignInSwitch() {
  const { words } = useLanguage();
  const { offered, asker, choose } = useAsker();
  if (offered === null) return null;
  const { signIn } = words;
  return (
    <label className="field">
      <span>{signIn.as}</span>
      <select value={asker ?? ''} onChange={({ target }) => void choose(target.value)}>
        <option value="">{signIn.nobody}</option>
        {offered.personas.map(({ name, title }) => (
          <option key={name} value={name}>
            {signIn.personas[name] ?? title}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Says that it is a demonstration. */
export function DemonstrationBanner() {
  const { words } = useLanguage();
  const { offered } = useAsker();
  if (offered === null) return null;
  return (
    <aside className="banner" aria-label={words.demonstrationLabel}>
      {words.demonstration}
    </aside>
  );
}

import { useLanguage } from '../language/language';

/** What the gateway says itself, in English: it names the field and what it may be. */
export function SaidByGateway({ texts }: { readonly texts: readonly string[] }) {
  const { words } = useLanguage();
  if (texts.length === 0) return null;
  return (
    <details>
      <summary>{words.states.saidByGateway}</summary>
      <ul lang="en">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </details>
  );
}

import type { Sample } from '../samples/samples';
import { useExplorerWords } from './words/use-words';

interface Props {
  readonly samples: readonly Sample[];
  readonly chosen: string | null;
  onChoose(sample: Sample): void;
}

/** The operations that are offered to who asks, each with what it is. */
export function SampleList({ samples, chosen, onChoose }: Props) {
  const { words, language } = useExplorerWords();
  if (samples.length === 0) return <p className="fine">{words.noSamples}</p>;
  return (
    <ul className="samples">
      {samples.map((sample) => (
        <li key={sample.name}>
          <button
            type="button"
            aria-current={sample.name === chosen ? 'true' : undefined}
            onClick={() => onChoose(sample)}
          >
            <strong>{sample.title[language]}</strong>
            <span>{sample.about[language]}</span>
            {sample.kind === 'mutation' && <em>{words.change}</em>}
            {sample.purpose !== null && <em>{words.person}</em>}
          </button>
        </li>
      ))}
    </ul>
  );
}
